import pytest
from django.core.management import CommandError, call_command

from events.models import Event
from talks.models import Process


def seed_scale(*arguments, **options):
    call_command("seed_scale", *arguments, **options)


@pytest.mark.django_db
def test_the_command_tells_how_far_it_is_and_what_it_made(capsys):
    seed_scale("--events=30", "--commitments=10")

    told = capsys.readouterr().out
    assert "events 30 of 30" in told
    assert "commitments 10 of 10" in told
    assert any(line.split() == ["events", "30"] for line in told.splitlines())


@pytest.mark.django_db
def test_the_command_can_be_silent(capsys):
    seed_scale("--events=1,0", "--commitments=0", "--seed=7", verbosity=0)

    assert capsys.readouterr().out == ""
    assert Event.objects.count() == 10
    assert Process.objects.get().slug == "synthetic-7-1"


@pytest.mark.django_db
def test_the_same_seed_twice_is_refused_and_adds_nothing():
    seed_scale("--events=5", "--commitments=5", verbosity=0)

    with pytest.raises(CommandError, match=r"seed 1 is in this database already\. Nothing was added\..*--seed"):
        seed_scale("--events=5", "--commitments=5", verbosity=0)

    assert Event.objects.count() == 5
    assert Process.objects.count() == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--events=-5", "--commitments=0"), "-5 is below 0"),
        (("--events=0", "--commitments=-1"), "-1 is below 0"),
        (("--events=many", "--commitments=0"), "“many” is not a whole number"),
        (("--events=1.5", "--commitments=0"), "“1.5” is not a whole number"),
        (("--events=1", "--commitments=1", "--seed=1000000000"), "too large for a seed"),
        (("--events=1", "--commitments=1", "--seed=-1"), "-1 is below 0"),
        (("--events=1",), "--commitments"),
        (("--events=0", "--commitments=0"), "nothing to make"),
    ],
)
def test_what_cannot_be_made_is_refused_with_the_reason(arguments, said):
    with pytest.raises(CommandError, match=said):
        seed_scale(*arguments)
