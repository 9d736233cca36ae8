"""An index is saved whole or not at all, and opened only as what was saved."""

import json

import numpy as np
import pytest
from linkage.index import Index
from linkage.schema import BadInput


@pytest.fixture
def saved(small, model, tmp_path):
    index = Index.build(small.records, small.schema, model)
    index.add({"ref": "later", "first": "Wilhelmina", "last": "Featherstone"})
    index.save(tmp_path / "index")
    return index, tmp_path / "index"


def test_it_answers_as_before(saved, small):
    index, folder = saved
    again = Index.open(folder)
    assert again.model.rules == index.model.rules
    assert again.schema == index.schema
    assert again.entities().equals(index.entities())
    for record in small.records.head(30).to_dicts():
        one, two = again.find(record), index.find(record)
        assert [its.entity for its in one] == [its.entity for its in two]
        assert [its.weight for its in one] == pytest.approx([its.weight for its in two], abs=1e-9)
        assert [[match.id for match in its.records] for its in one] == [
            [match.id for match in its.records] for its in two
        ]


def test_what_is_written_later_is_in_memory_until_it_is_saved(saved):
    _, folder = saved
    asked = {"first": "Wilhelmina", "last": "Featherstone"}
    one, two = Index.open(folder), Index.open(folder)
    one.remove(["later"])
    assert one.find(asked) == []
    assert two.find(asked)[0].entity == "later"
    one.save(folder)
    assert Index.open(folder).find(asked) == []
    assert two.find(asked)[0].entity == "later"


def test_a_name_stays_used_after_it_was_saved(saved):
    index, folder = saved
    index.remove(["later"])
    index.save(folder)
    assert Index.open(folder).add({"ref": "later", "first": "x"}).events["entity"].to_list() == ["later~2"]


def test_a_save_leaves_no_files_of_the_last_one(saved):
    index, folder = saved
    before = {path.name.split(".")[-2] for path in folder.glob("*.bin")}
    index.save(folder)
    after = {path.name.split(".")[-2] for path in folder.glob("*.bin")}
    assert len(before) == len(after) == 1
    assert before != after


def test_what_was_asked_stands_in_no_file(saved):
    index, folder = saved
    index.find({"first": "Xanthippe", "last": "Quetzalcoatl"})
    index.save(folder)
    needle = "xanthippe".encode("utf-32-le")
    assert not any(needle in path.read_bytes() for path in folder.iterdir())


def test_a_save_that_cannot_be_written_leaves_the_last_one(saved, monkeypatch):
    index, folder = saved
    index.remove(["later"])

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(BadInput, match="No space left on device"):
        index.save(folder)
    monkeypatch.undo()
    assert Index.open(folder).entity("later") == "later"
    assert len(list(folder.iterdir())) == len(
        {path.name.split(".")[0] + path.name.split(".")[1] for path in folder.iterdir()}
    )


def _damaged(folder, name):
    path = next(folder.glob(f"{name}.*.bin"))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _of_another_format(folder):
    path = folder / "index.json"
    outer = json.loads(path.read_text())
    body = json.loads(outer["index"]) | {"format": 99}
    path.write_text(json.dumps(outer | {"index": json.dumps(body)}))


def _altered(folder):
    path = folder / "index.json"
    path.write_text(path.read_text().replace("surname", "forename", 1))


@pytest.mark.parametrize(("damage", "message"), [
    (lambda folder: _damaged(folder, "store.codes"), "store.codes.* is damaged"),
    (lambda folder: next(folder.glob("postings.rows.*.bin")).unlink(), "is missing or cut off"),
    (lambda folder: next(folder.glob("members.id.*.bin")).write_bytes(b"abc"), "is missing or cut off"),
    (lambda folder: (folder / "index.json").write_text("{}"), "is not the contents of an index"),
    (lambda folder: (folder / "index.json").unlink(), "No such file"),
    (_of_another_format, "format 99"),
    (_altered, "is damaged"),
], ids=["a bit", "a file", "cut off", "no contents", "nothing", "format", "contents"])  # fmt: skip
def test_a_damaged_folder_is_refused(saved, damage, message):
    _, folder = saved
    damage(folder)
    with pytest.raises(BadInput, match=message):
        Index.open(folder)


def test_another_folder_is_not_written_into(saved, tmp_path):
    index, _ = saved
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("me")
    with pytest.raises(BadInput, match="choose an empty folder"):
        index.save(tmp_path / "letters")
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["dear.txt"]


def test_numbers_of_any_kind_come_back(tmp_path):
    from linkage.index import folder

    arrays = {
        "a.b": np.arange(6, dtype=np.int16).reshape(2, 3),
        "none": np.zeros((0, 4)),
        "flags": np.array([True]),
    }
    folder.write(tmp_path, {"said": "é"}, arrays)
    facts, back = folder.read(tmp_path)
    assert facts == {"said": "é"}
    for name, array in arrays.items():
        assert back[name].dtype == array.dtype
        assert np.array_equal(back[name], array)
        assert back[name].flags.writeable
