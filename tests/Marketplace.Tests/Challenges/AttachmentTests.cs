using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Files;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Marketplace.Tests.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Marketplace.Tests.Challenges;

[TestFixtureSource(typeof(Databases))]
public sealed class AttachmentTests(DatabaseProvider provider)
{
    private World _world = null!;
    private ChallengeCast _cast = null!;

    [SetUp]
    public async Task Start()
    {
        _world = await World.Create(provider);
        _cast = await TestData.AddChallengeCast(_world.Services);
    }

    [TearDown]
    public async Task End() => await _world.DisposeAsync();

    [Test]
    public async Task Add_keeps_the_bytes_under_a_random_name_and_tells()
    {
        var draft = await TestData.AddDraft(_world.Services, _cast);
        var added = await Add(draft.Id, Samples.Pdf, "../../etc/spec.pdf");

        var (file, _) = (await File(added.Value, _cast.Publisher))!.Value;
        Assert.That((file.Name, file.MediaType, file.Length), Is.EqualTo(("spec.pdf", "application/pdf", (long)Samples.Pdf.Length)));
        await using var stream = _world.Services.GetRequiredService<FileStore>().Open(file);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        Assert.That(copy.ToArray(), Is.EqualTo(Samples.Pdf));
        Assert.That(Stored(), Has.Count.EqualTo(1).And.None.Contains("spec"));
        Assert.That((await _world.Events())[^1].Type, Is.EqualTo("challenge.attachment_added"));
    }

    [Test]
    public async Task Add_what_is_not_allowed_leaves_nothing_behind()
    {
        var draft = await TestData.AddDraft(_world.Services, _cast);
        var program = await Add(draft.Id, Samples.Program, "spec.pdf");
        var empty = await Add(draft.Id, [], "spec.pdf");
        var foreign = await Add(draft.Id, Samples.Pdf, "spec.pdf", actor: _cast.OtherPublisher);

        Assert.That((program.Refusal.Code, program.Refusal.Field), Is.EqualTo(("file.type_not_allowed", "File")));
        Assert.That((empty.Refusal.Code, foreign.Refusal), Is.EqualTo(("file.empty", Refusal.NotFound)));
        Assert.That(Stored(), Is.Empty);
        Assert.That(await _world.Read(db => db.Set<StoredFile>().CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Add_the_same_twice_is_one_and_too_many_are_refused()
    {
        var draft = await TestData.AddDraft(_world.Services, _cast);
        var first = await Add(draft.Id, Samples.Pdf, "a.pdf");
        Assert.That((await Add(draft.Id, Samples.Pdf, "b.pdf")).Value, Is.EqualTo(first.Value));
        for (uint i = 1; i < ChallengeAttachment.MostPerChallenge; i++) await Add(draft.Id, Samples.Png(i), "p.png");

        Assert.That((await Add(draft.Id, Samples.Png(99), "p.png")).Refusal.Code, Is.EqualTo("attachment.too_many"));
        Assert.That(Stored(), Has.Count.EqualTo(ChallengeAttachment.MostPerChallenge));
    }

    [Test]
    public async Task Confidential_file_opens_only_with_the_terms_and_nothing_opens_before_posting()
    {
        var content = TestData.CompleteContent(_world.Clock.GetUtcNow());
        content = content with { Confidential = content.Confidential! with { Secrecy = SecrecyLevel.Confidential } };
        var draft = await TestData.AddDraft(_world.Services, _cast, content);
        var open = (await Add(draft.Id, Samples.Pdf, "open.pdf")).Value;
        var secret = (await Add(draft.Id, Samples.Png(), "secret.png", confidential: true)).Value;
        Assert.That(await ReadersOf(open), Is.EqualTo(new[] { "publisher", "colleague" }));

        await _world.With((SubmitChallenge u) => u.Run(new(draft.Id), _cast.Publisher));
        await _world.With((ApproveChallenge u) => u.Run(new(draft.Id), _cast.Reviewer));
        await _world.With((PostChallenge u) => u.Run(new(draft.Id), _cast.Approver));
        string[] insiders = ["publisher", "colleague", "operator", "reviewer", "approver", "supervisor", "auditor"];
        Assert.That(await ReadersOf(open), Is.EquivalentTo(_cast.All.Select(a => a.Name)));
        Assert.That(await ReadersOf(secret), Is.EquivalentTo(insiders));

        await _world.With((AcceptConfidentialityTerms u) => u.Run(new(draft.Id, ConfidentialityTerms.Newest.Version), _cast.Bidder));
        Assert.That(await ReadersOf(secret), Is.EquivalentTo(insiders.Append("bidder")));
        Assert.That((await _world.With((AttachmentQueries q) => q.Of(draft.Id, Actor.Anonymous))).Select(a => a.Name), Is.EqualTo(new[] { "open.pdf" }));
    }

    [Test]
    public async Task Remove_takes_the_row_and_the_sweep_takes_the_bytes()
    {
        var draft = await TestData.AddDraft(_world.Services, _cast);
        var kept = (await Add(draft.Id, Samples.Pdf, "kept.pdf")).Value;
        var gone = (await Add(draft.Id, Samples.Png(), "gone.png")).Value;
        Assert.That((await _world.With((RemoveAttachment u) => u.Run(new(draft.Id, gone), _cast.OtherPublisher))).Refusal, Is.EqualTo(Refusal.NotFound));
        await _world.With((RemoveAttachment u) => u.Run(new(draft.Id, gone), _cast.Publisher));
        foreach (var file in Stored()) System.IO.File.SetLastWriteTimeUtc(file, _world.Clock.GetUtcNow().UtcDateTime.AddDays(-2));
        await _world.RunJobs();

        Assert.That(Stored(), Has.Count.EqualTo(1));
        Assert.That((await File(kept, _cast.Publisher))!.Value.File.Name, Is.EqualTo("kept.pdf"));
    }

    private List<string> Stored() =>
        [.. new[] { "files", "quarantine" }.Select(f => Path.Combine(_world.Database.Directory, f)).Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories))];

    private Task<Result<Guid>> Add(Guid challengeId, byte[] bytes, string name, bool confidential = false, Actor? actor = null) =>
        _world.With((AddAttachment u) => u.Run(new(challengeId, new MemoryStream(bytes), name, confidential), actor ?? _cast.Publisher));

    private Task<(StoredFile File, bool Confidential)?> File(Guid id, Actor actor) => _world.With((AttachmentQueries q) => q.File(id, actor));

    private async Task<List<string>> ReadersOf(Guid attachment)
    {
        var readers = new List<string>();
        foreach (var actor in _cast.All)
        {
            if (await File(attachment, actor) is not null) readers.Add(actor.Name);
        }

        return readers;
    }
}
