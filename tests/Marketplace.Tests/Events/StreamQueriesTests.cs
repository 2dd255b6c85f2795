using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Events;

[TestFixtureSource(typeof(Databases))]
public sealed class StreamQueriesTests(DatabaseProvider provider)
{
    [Test]
    public async Task Last_numbers_are_those_of_each_stream_and_zero_where_nothing_was_said()
    {
        await using var world = await World.Create(provider);
        foreach (var stream in new[] { "public", "person:1", "public", "public" }) await Say(world, stream);

        var last = await world.With((StreamQueries q) => q.Last(["public", "person:1", "it's; nobody"], default));
        Assert.That(last, Is.EquivalentTo(new Dictionary<string, long> { ["public"] = 3, ["person:1"] = 1, ["it's; nobody"] = 0 }));
        Assert.That(await world.With((StreamQueries q) => q.Last([], default)), Is.Empty);
    }

    [Test]
    public async Task Latest_come_first_and_from_the_stream_alone()
    {
        await using var world = await World.Create(provider);
        foreach (var stream in new[] { "public", "person:1", "public", "public" }) await Say(world, stream);

        var latest = await world.With((StreamQueries q) => q.Latest("public", 2, default));
        Assert.That(latest.Select(m => (m.Stream, m.Number)), Is.EqualTo(new[] { ("public", 3L), ("public", 2L) }));
    }

    [Test]
    public async Task Of_events_gives_their_messages_stream_by_stream_with_what_they_are_about()
    {
        await using var world = await World.Create(provider);
        foreach (var stream in new[] { "public", "public", "person:1", "public" }) await Say(world, stream);

        var events = await world.Events();
        var messages = await world.With((StreamQueries q) => q.Of([.. events.Skip(1)], default));
        Assert.That(messages.Select(m => (m.Stream, m.Number)), Is.EqualTo(new[] { ("person:1", 1L), ("public", 2L), ("public", 3L) }));
        Assert.That(messages.Select(m => (m.Type, m.Subject.Kind, m.At)).Distinct(), Is.EqualTo(new[] { ("test.said", "note", events[1].At) }));
    }

    private static Task<Result<Done>> Say(World world, string stream) => world.With((Writer writer) => writer.Write<Done>(w =>
    {
        w.Record(new Said(stream), Actor.System);
        return Task.FromResult<Result<Done>>(default(Done));
    }));

    [EventType("test.said")]
    private sealed record Said(string Stream) : DomainEvent
    {
        public override Subject Subject => new("note", Guid.Empty);
        public override IEnumerable<string> Audience => [Stream];
    }
}
