using Marketplace.Challenges.Matches;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace Marketplace.Tests.Challenges.Matches;

public sealed class MatchBookTests
{
    [Test]
    public async Task Database_that_is_away_at_the_start_does_not_end_the_program_and_is_asked_again()
    {
        await using var nothing = new ServiceCollection().BuildServiceProvider();
        using var book = new MatchBook(nothing.GetRequiredService<IServiceScopeFactory>(), NullLogger<MatchBook>.Instance);
        await book.StartAsync(default);

        Assert.That(async () => await book.ExecuteTask!, Throws.Nothing);
        Assert.That(async () => await book.Ready(default), Throws.InvalidOperationException);
    }
}
