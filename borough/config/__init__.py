"""How this installation is put together: environment, settings, routes and the command line."""
