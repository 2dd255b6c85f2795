using Marketplace.Kernel;
using NUnit.Framework;

namespace Marketplace.Tests.Kernel;

public sealed class TurnsTests
{
    private static readonly Refusal Busy = new("busy");

    [Test]
    public async Task Take_beyond_those_who_may_wait_is_refused_and_a_turn_given_back_goes_to_the_next()
    {
        using var turns = new Turns(atOnce: 1, mostWaiting: 1, Busy);
        var first = (await turns.Take(default)).Value;
        var second = turns.Take(default);
        var third = await turns.Take(default);
        Assert.That((second.IsCompleted, third.IsOk), Is.EqualTo((false, false)));

        first.Dispose();
        first.Dispose();
        Assert.That((await second).IsOk, Is.True);
        Assert.That(turns.Take(default).IsCompleted, Is.False, "given back twice it is still one place");
    }

    [Test]
    public async Task Take_given_up_while_waiting_leaves_its_place_in_the_queue()
    {
        using var turns = new Turns(atOnce: 1, mostWaiting: 1, Busy);
        using var impatience = new CancellationTokenSource();
        _ = await turns.Take(default);
        var waiting = turns.Take(impatience.Token);
        await impatience.CancelAsync();

        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(turns.Take(default).IsCompleted, Is.False, "it waits and is not refused");
    }
}
