from tests.gazetteer.world import borough as council  # a module's tests share one

__all__ = ["council"]
