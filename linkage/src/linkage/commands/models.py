"""A model from a file, which must fit the records that it is used on."""

from pathlib import Path

from linkage.model import Model
from linkage.schema import BadInput, Role, Schema


def read_model(path: Path, schema: Schema) -> Model:
    """Ours or Splink's. Raises BadInput where it learned from columns of other roles than the schema's."""
    if not path.is_file():
        raise BadInput(f"{path}: there is no such file.")
    from linkage.splink import settings as splink_json  # loads compiled code

    model = splink_json.read(path)
    learned = model.extras.get("schema")
    if isinstance(learned, dict):
        _must_fit(path, Schema.from_document(learned), schema)
    return model


def _must_fit(path: Path, learned: Schema, schema: Schema) -> None:
    """The columns may have other names; what is compared, and by which role, must be the same."""
    for role in Role:
        if role in (Role.ID, Role.SOURCE):
            continue
        if bool(learned.having(role)) != bool(schema.having(role)):
            had, has = ("a", "none") if learned.having(role) else ("no", "one")
            raise BadInput(
                f"{path} does not fit the schema: it was trained on records with {had} column of the role "
                f"{role.value!r}, and the schema has {has}; train a model on such records, or name the column."
            )
    if set(learned.general()) != set(schema.general()):
        other = min(set(learned.general()) ^ set(schema.general()))
        where = "the model" if other in learned.general() else "the schema"
        raise BadInput(
            f"{path} does not fit the schema: only {where} knows the column {other!r}; train a model on such records."
        )
