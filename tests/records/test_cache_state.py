"""A shared cache that is there, not there, or not wanted."""

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

from records.cache_state import problem_of


def redis_at(address):
    return RedisCache(address, {"OPTIONS": {"socket_connect_timeout": 2}})


def test_without_redis_there_is_nothing_to_reach():
    assert problem_of(LocMemCache("", {}), "") is None
    assert problem_of(LocMemCache("parley_cache", {}), "parley_cache") is None


def test_a_server_that_answers_is_no_problem():
    assert problem_of(LocMemCache("stands in for a server", {}), "redis://cache:6379/0") is None


def test_a_server_out_of_reach_is_named_without_its_password():
    address = "redis://:very-secret@127.0.0.1:1/0"

    sentence = problem_of(redis_at(address), address)

    assert sentence.startswith("The Redis server at 127.0.0.1:1 does not answer (")
    assert sentence.endswith("): start it, or leave REDIS_URL out.")
    assert "very-secret" not in sentence


def test_a_socket_out_of_reach_is_named_by_its_path():
    address = "unix:///nowhere/redis.sock"

    assert problem_of(redis_at(address), address).startswith("The Redis server at /nowhere/redis.sock does not answer")
