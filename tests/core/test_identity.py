import re
import subprocess
import sys

from annotator.core.identity import UID_LENGTH, new_uid

_ASK = "from annotator.core.identity import new_uid; print(new_uid())"


def test_identifiers_are_never_given_twice_and_those_of_one_run_lie_side_by_side():
    drawn = [new_uid() for _ in range(1_000)]
    assert len(set(drawn)) == len(drawn)
    assert all(len(uid) == UID_LENGTH and re.fullmatch("[0-9a-f]+", uid) for uid in drawn)
    assert len({uid[:8] for uid in drawn}) == 1
    assert len({uid[8:16] for uid in drawn}) > 990


def test_another_run_draws_beside_other_identifiers():
    asked = [subprocess.run([sys.executable, "-c", _ASK], check=True, capture_output=True) for _ in range(3)]
    runs = {run.stdout[:8] for run in asked}
    assert len(runs) == 3
    assert new_uid()[:8].encode() not in runs
