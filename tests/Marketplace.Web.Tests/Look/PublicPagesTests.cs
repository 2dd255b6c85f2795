using System.Collections.Concurrent;
using System.Net;
using Marketplace.Challenges;
using Marketplace.Events;
using Marketplace.TestKit;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Look;

/// <summary>The output cache: nobody sees a page that was made for another, and a change is seen at once.</summary>
public sealed class PublicPagesTests
{
    private const string Code = "/challenges/PD-JB-2026-0001";
    private const string Reason = "Samples come late.";

    [Test]
    public async Task Same_address_read_by_many_shows_everybody_their_own_page()
    {
        await using var host = await WebHost.Create();
        var cast = await TestData.AddChallengeCast(host.Services);
        var open = await TestData.AddOpenChallenge(host.Services, cast);
        var names = new[] { "Alpha Marker", "Beta Marker" };
        var people = new List<Guid?> { null, null };
        foreach (var name in names) people.Add((await TestData.AddPerson(host.Services, $"{name[..4]}@example.org", name)).Id);
        var addresses = new[] { "/", "/challenges", Code, "/organisations", $"/organisations/{cast.LabId}", "/notices", "/challenges?q=resins" };
        var readings = people.Select((person, i) => Read(host, person, addresses, i < 2 ? null : names[i - 2], names)).ToList();
        await host.With((ExtendDeadline u) => u.Run(new(open.Id, host.Clock.GetUtcNow().AddDays(62), Reason), cast.Publisher));
        await host.Services.GetRequiredService<EventTail>().CatchUp();

        Assert.That((await Task.WhenAll(readings)).SelectMany(wrong => wrong), Is.Empty);
    }

    [Test]
    public async Task Page_after_a_signed_in_reader_is_made_for_the_anonymous_one_and_after_that_kept()
    {
        await using var host = await WebHost.Create();
        var cast = await TestData.AddChallengeCast(host.Services);
        await TestData.AddOpenChallenge(host.Services, cast);
        await host.Drain();
        using var publisher = await host.Visit(cast.Publisher.PersonId);
        using var visitor = await host.Visit();
        foreach (var reader in new[] { publisher, visitor, publisher, visitor }) await reader.Open(Code);
        using var own = await publisher.Client.GetAsync(new Uri(Code, UriKind.Relative));
        using var kept = await visitor.Client.GetAsync(new Uri(Code, UriKind.Relative));

        Assert.That((own.Headers.Age is null, kept.Headers.Age is null), Is.EqualTo((true, false)), "only the anonymous page came from the cache");
        Assert.That(await kept.Content.ReadAsStringAsync(), Does.Not.Contain("__RequestVerificationToken").And.Not.Contain(cast.Publisher.Name));
        Assert.That(await own.Content.ReadAsStringAsync(), Does.Contain(cast.Publisher.Name));
    }

    [Test]
    public async Task Page_in_another_language_is_another_page()
    {
        await using var host = await WebHost.Create();
        using var english = await host.Visit();
        using var chinese = await host.Visit(culture: "zh-CN");
        var languages = new List<string?>();
        foreach (var reader in new[] { english, chinese, english, chinese }) languages.Add((await reader.Open("/challenges")).Document.DocumentElement.GetAttribute("lang"));

        Assert.That(languages, Is.EqualTo(new[] { "en", "zh-CN", "en", "zh-CN" }));
    }

    [Test]
    public async Task Change_is_on_the_anonymous_page_as_soon_as_its_event_was_heard_on_every_node()
    {
        await using var host = await WebHost.Create(kestrel: true);
        await using var second = await host.AnotherNode();
        var cast = await TestData.AddChallengeCast(host.Services);
        var open = await TestData.AddOpenChallenge(host.Services, cast);
        await host.Drain();
        await second.Services.GetRequiredService<EventTail>().CatchUp();
        foreach (var node in new[] { host, second })
        {
            using var visitor = await node.Visit();
            await visitor.Open(Code);
            Assert.That((await visitor.Open(Code)).Text, Does.Not.Contain(Reason));
        }

        await host.With((ExtendDeadline u) => u.Run(new(open.Id, host.Clock.GetUtcNow().AddDays(62), Reason), cast.Publisher));
        foreach (var node in new[] { host, second })
        {
            await node.Services.GetRequiredService<EventTail>().CatchUp();
            using var visitor = await node.Visit();
            Assert.That((await visitor.Open(Code)).Text, Does.Contain(Reason));
        }
    }

    [Test]
    public async Task Page_that_was_begun_before_a_change_and_stored_after_it_is_shown_to_nobody()
    {
        var store = new HeldStore();
        await using var host = await WebHost.Create(configure: services => services.Replace(ServiceDescriptor.Singleton<IOutputCacheStore>(store)));
        var cast = await TestData.AddChallengeCast(host.Services);
        var open = await TestData.AddOpenChallenge(host.Services, cast);
        await host.Drain();
        using var first = await host.Visit();
        using var later = await host.Visit();
        store.Hold();
        var early = first.Open(Code);
        await store.IsStoring;
        await host.With((ExtendDeadline u) => u.Run(new(open.Id, host.Clock.GetUtcNow().AddDays(62), Reason), cast.Publisher));
        await host.Services.GetRequiredService<EventTail>().CatchUp();
        store.Release();
        await early;

        Assert.That((await later.Open(Code)).Text, Does.Contain(Reason));
    }

    // What is wrong with the pages that one reader gets: a mark of another, or their own missing.
    private static async Task<List<string>> Read(WebHost host, Guid? person, string[] addresses, string? own, string[] names)
    {
        using var reader = await host.Visit(person);
        var wrong = new List<string>();
        for (var round = 0; round < 12; round++)
        {
            foreach (var address in addresses)
            {
                var page = await reader.Open(address);
                if (page.Status != HttpStatusCode.OK) wrong.Add($"{address}: {page.Status}");
                wrong.AddRange(names.Where(name => page.Html.Contains(name, StringComparison.Ordinal) != (name == own)).Select(name => $"{own ?? "anonymous"} at {address}: {name}"));
            }
        }

        return wrong;
    }

    /// <summary>A store that can be stopped in the middle of keeping a page.</summary>
    private sealed class HeldStore : IOutputCacheStore
    {
        private readonly ConcurrentDictionary<string, byte[]> _kept = new(StringComparer.Ordinal);
        private readonly TaskCompletionSource _storing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TaskCompletionSource? _held;

        public Task IsStoring => _storing.Task;

        public void Hold() => _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _held!.SetResult();

        public async ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken)
        {
            _storing.TrySetResult();
            if (_held is { } held) await held.Task;
            _kept[key] = value;
        }

        public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => new(_kept.GetValueOrDefault(key));

        public ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken)
        {
            _kept.Clear();
            return default;
        }
    }
}
