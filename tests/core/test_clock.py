from annotator.core.clock import LARGEST_JUMP_MS, HybridClock, milliseconds


def test_stamps_ascend_even_when_the_time_stands_still_or_goes_back() -> None:
    times = iter([1000, 1000, 900, 800, 2000, 2000])
    clock = HybridClock(now_ms=lambda: next(times, 2000))
    stamps = [clock.tick() for _ in range(5)]
    assert stamps == sorted(set(stamps))
    assert milliseconds(stamps[-1]) == 2000


def test_a_stamp_that_was_seen_is_passed() -> None:
    clock = HybridClock(now_ms=lambda: 1000)
    clock.observe(5000 << 16)
    assert clock.tick() > 5000 << 16


def test_a_computer_years_ahead_does_not_drag_the_clock_along() -> None:
    clock = HybridClock(now_ms=lambda: 1000)
    clock.observe(10**12 << 16)
    assert milliseconds(clock.tick()) <= 1000 + LARGEST_JUMP_MS
