import pytest

import diaopei


@pytest.mark.parametrize("word", diaopei.__all__)
def test_every_public_word_is_there(word: str) -> None:
    assert callable(getattr(diaopei, word))


def test_an_unknown_word_is_refused_with_those_there_are() -> None:
    with pytest.raises(AttributeError, match=r"no 'solve'; it has Facts, .*propose"):
        _ = diaopei.solve
