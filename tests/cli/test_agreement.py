from pathlib import Path

import pytest

from annotator.core import edits
from annotator.store.project import ProjectStore
from tests.cli.commands import made_project, run, run_json, write

ROWS = (
    "source,quote,tags,reviewer\n"
    "ferry.txt,The ferry was late.,delay,Ann Author\n"
    "ferry.txt,spoke of fog,weather,Ann Author\n"
    "ferry.txt,master spoke of fog,weather,Ben Brown\n"
    "ferry.txt,a clear night,weather,Ben Brown\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = made_project(tmp_path)
    done = run("annotate", path, write(tmp_path / "s.csv", ROWS))
    assert done.exit_code == 0, done.output
    return path


def lines(project: Path, *options: str) -> list[list[str]]:
    """Give the words of each line of the first table, under its head."""
    done = run("agreement", project, *options)
    assert done.exit_code == 0, done.output
    table = done.stdout.split("\n\n")[1]
    return [line.split() for line in table.splitlines()[1:]]


def test_each_tag_has_a_line_with_its_figures_and_all_of_them_together_have_one(project: Path):
    assert lines(project) == [
        ["delay", "7", "85.7", "%", "0.000", "0.000", "-0.248"],
        ["weather", "7", "85.7", "%", "0.588", "0.606", "0.548"],
        ["(all", "these", "tags)", "7", "71.4", "%", "0.364", "0.395", "0.250"],
    ]


def test_the_head_says_what_was_compared_and_on_which_units(project: Path):
    done = run("agreement", project, "--unit", "passages")
    assert done.stdout.startswith("2 reviewers, 1 source that at least two of them read or tagged.\n")
    assert "Tag               Passages" in done.stdout
    assert done.stdout.endswith("2 disagreements; --json lists them with their places.\n")


def test_passages_are_what_somebody_tagged(project: Path):
    weather, _ = lines(project, "--unit", "passages", "--tag", "Weather")
    assert weather[:2] == ["weather", "3"]


def test_what_is_not_defined_is_said_so(project: Path):
    write(project.parent / "t.csv", "source,quote,tags,reviewer\nferry.txt,a clear night,moon,Cem Celik\n")
    run("annotate", project, project.parent / "t.csv")
    options = ("--reviewer", "Ann Author", "--reviewer", "ben brown", "--tag", "moon")
    assert lines(project, *options)[0] == ["moon", "7", "100.0", "%", *["not", "defined"] * 3]


def test_each_pair_says_what_one_has_and_the_other_lacks(project: Path):
    found = run_json("agreement", project)
    (pair,) = found["pairs"]
    assert [each["name"] for each in pair["reviewers"]] == ["Ann Author", "Ben Brown"]
    counts = {each["name"]: (each["both"], each["only_first"], each["only_second"]) for each in pair["tags"]}
    assert counts == {"delay": (0, 1, 0), "weather": (1, 0, 1)}
    assert "Kappa: the mean" not in run("agreement", project).stdout


def test_with_three_reviewers_kappa_is_said_to_be_a_mean(project: Path):
    write(project.parent / "t.csv", "source,quote,tags,reviewer\nferry.txt,a clear night,weather,Cem Celik\n")
    run("annotate", project, project.parent / "t.csv")
    assert "Kappa: the mean over the pairs of reviewers below." in run("agreement", project).stdout
    found = run_json("agreement", project)
    mean = sum(pair["all_tags"]["kappa"] for pair in found["pairs"]) / 3
    assert found["all_tags"]["kappa"] == pytest.approx(mean, abs=1e-6)


def test_each_disagreement_leads_to_its_place(project: Path):
    found = run_json("agreement", project)
    assert found["unit"] == "sentences"
    text = "The late ferry\nThe ferry was late. Nobody said why.\nOn Monday the harbour master spoke of fog."
    first, second = found["disagreements"]
    assert text[first["start"] : first["end"]] == "The ferry was late."
    assert (first["source"], first["tag"]) == ("ferry.txt", "delay")
    assert [each["name"] for each in first["put"] + first["missing"]] == ["Ann Author", "Ben Brown"]
    assert [each["name"] for each in second["put"]] == ["Ben Brown"]


def test_sources_tags_and_reviewers_are_chosen_by_name_or_uid(project: Path):
    found = run_json("agreement", project)
    uids = [("--source", found["sources"][0]["uid"]), ("--tag", found["tags"][1]["uid"])]
    uids += [("--reviewer", each["uid"]) for each in found["reviewers"]]
    by_uid = run_json("agreement", project, *(word for option in uids for word in option))
    by_name = run_json("agreement", project, "--source", "The late ferry", "--tag", "Weather")
    assert by_uid == by_name
    assert [each["name"] for each in by_name["tags"]] == ["weather"]


def test_two_reviewers_of_one_name_are_told_apart_by_their_uids(project: Path):
    store = ProjectStore.open(project, private=True)
    twin = edits.add_reviewer("Ann Author", "AA", "Blue", uid="f" * 32)
    store.apply(twin, twin[0].entity_uid)
    store.apply(edits.mark_read(store.reader.sources()[0].uid, "f" * 32, True), "f" * 32)
    store.publish()
    store.close()
    assert "Ann Author (ffffff)" in run("agreement", project).stdout
    done = run("agreement", project, "--reviewer", "Ann Author")
    assert done.exit_code == 2
    assert "2 reviewers are called “Ann Author”" in done.stderr
    assert "f" * 32 in done.stderr
    assert len(run_json("agreement", project, "--reviewer", "f" * 32, "--reviewer", "Ben Brown")["pairs"]) == 1


@pytest.mark.parametrize("options", [["--tag", "lost"], ["--reviewer", "Nobody"], ["--source", "lost.txt"]])
def test_a_name_that_is_not_there_is_refused(project: Path, options: list[str]):
    done = run("agreement", project, *options)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert options[1] in done.stderr


@pytest.mark.parametrize("options", [["--reviewer", "Ann Author"], ["--reviewer", "Ann Author", "--json"]])
def test_where_nothing_can_be_compared_one_sentence_says_so(project: Path, options: list[str]):
    done = run("agreement", project, *options)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        "There is nothing to compare: no two of these reviewers have read or tagged the same source.\n"
    )
