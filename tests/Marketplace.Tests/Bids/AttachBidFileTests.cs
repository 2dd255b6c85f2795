using System.Text;
using Marketplace.Bids;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Bids;

public sealed class AttachBidFileTests
{
    private static readonly byte[] Pdf = "%PDF-1.7\n1 0 obj<</Type/Catalog/Secret(MARKER)>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"u8.ToArray();

    [Test]
    public async Task Attach_keeps_only_ciphertext_on_disk_and_gives_the_file_back_to_the_bidder()
    {
        await using var world = await World.Create();
        var scene = await BidScene.Create(world.Services);
        var id = await scene.Start(scene.Labs[0]);
        var attached = (await Attach(world, scene, id, "route MARKER.pdf", Pdf)).Value;

        var onDisk = Directory.GetFiles(Path.Combine(world.Database.Directory, "bids"), "*", SearchOption.AllDirectories).Single();
        Assert.That(Path.GetFileName(onDisk), Is.EqualTo(attached.File.Id.ToString("N")));
        var bytes = await File.ReadAllBytesAsync(onDisk);
        Assert.That(bytes, Has.Length.EqualTo(4096));
        Assert.That(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("MARKER")), Is.EqualTo(-1));
        var read = (await world.With((BidReader r) => r.File(id, 0, attached.File.Id, scene.Labs[0].Actor, default))).Value;
        Assert.That((read.Entry.Name, read.Entry.ContentType), Is.EqualTo(("route MARKER.pdf", "application/pdf")));
        Assert.That(read.Bytes, Is.EqualTo(Pdf));
    }

    [Test]
    public async Task Attached_file_goes_with_the_version_and_opens_for_officers_after_the_opening()
    {
        await using var world = await World.Create();
        var scene = await BidScene.Create(world.Services);
        var lab = scene.Labs[0];
        var id = await scene.Start(lab);
        var file = (await Attach(world, scene, id, "a.pdf", Pdf)).Value.File;
        _ = (await scene.Submit(lab, id, await scene.Save(lab, id, TestData.CompleteBid(scene.Indicators)))).Value;
        _ = (await world.With((RemoveBidFile u) => u.Run(new RemoveBidFile.Input(id, file.Id), lab.Actor))).Value;
        world.Clock.SetUtcNow(scene.DeadlineAt);
        await world.RunJobs();

        Assert.That((await Read(world, id, 1, file.Id, scene.Publisher)).Refusal, Is.EqualTo(Refusal.NotFound));
        await scene.OpenByTwo();
        Assert.That((await Read(world, id, 1, file.Id, scene.Publisher)).Value.Bytes, Is.EqualTo(Pdf));
        Assert.That((await Read(world, id, 0, file.Id, lab.Actor)).Refusal, Is.EqualTo(Refusal.NotFound));
    }

    [Test]
    public async Task Changed_file_is_refused()
    {
        await using var world = await World.Create();
        var scene = await BidScene.Create(world.Services);
        var id = await scene.Start(scene.Labs[0]);
        var file = (await Attach(world, scene, id, "a.pdf", Pdf)).Value.File;
        var onDisk = Directory.GetFiles(Path.Combine(world.Database.Directory, "bids"), "*", SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(onDisk);
        bytes[10] ^= 1;
        await File.WriteAllBytesAsync(onDisk, bytes);

        Assert.That((await Read(world, id, 0, file.Id, scene.Labs[0].Actor)).Refusal.Code, Is.EqualTo("bid.file_damaged"));
    }

    [TestCase("empty.pdf", "", "file.empty")]
    [TestCase("page.pdf", "<html><script>alert(1)</script></html>", "file.type_not_allowed")]
    [TestCase("picture.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", "file.type_not_allowed")]
    public async Task Attach_what_is_no_document_is_refused_and_leaves_nothing(string name, string content, string code)
    {
        await using var world = await World.Create();
        var scene = await BidScene.Create(world.Services);
        var id = await scene.Start(scene.Labs[0]);
        var answer = await Attach(world, scene, id, name, Encoding.UTF8.GetBytes(content));

        Assert.That((answer.Refusal.Code, answer.Refusal.Field), Is.EqualTo((code, "File")));
        Assert.That(Directory.Exists(Path.Combine(world.Database.Directory, "bids")), Is.False);
    }

    [Test]
    public async Task Attach_by_other_people_does_not_find_the_bid_and_twice_is_refused()
    {
        await using var world = await World.Create();
        var scene = await BidScene.Create(world.Services);
        var id = await scene.Start(scene.Labs[0]);
        var foreign = await world.With((AttachBidFile u) => u.Run(new AttachBidFile.Input(id, "a.pdf", new MemoryStream(Pdf)), scene.Publisher));
        Assert.That(foreign.Refusal, Is.EqualTo(Refusal.NotFound));
        _ = (await Attach(world, scene, id, "a.pdf", Pdf)).Value;

        Assert.That((await Attach(world, scene, id, "b.pdf", Pdf)).Refusal.Code, Is.EqualTo("bid.file_twice"));
        Assert.That(await world.Read(db => db.Set<BidFile>().CountAsync()), Is.EqualTo(1));
        Assert.That(Directory.GetFiles(Path.Combine(world.Database.Directory, "bids"), "*", SearchOption.AllDirectories), Has.Length.EqualTo(1));
    }

    private static Task<Result<AttachBidFile.Attached>> Attach(World world, BidScene scene, Guid id, string name, byte[] bytes) =>
        world.With((AttachBidFile u) => u.Run(new AttachBidFile.Input(id, name, new MemoryStream(bytes)), scene.Labs[0].Actor));

    private static Task<Result<BidFileContent>> Read(World world, Guid id, int version, Guid file, Actor actor) =>
        world.With((BidReader r) => r.File(id, version, file, actor, default));
}
