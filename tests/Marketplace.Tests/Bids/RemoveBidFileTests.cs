using Marketplace.Bids;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Bids;

public sealed class RemoveBidFileTests
{
    [Test]
    public async Task Remove_before_submission_drops_row_and_file()
    {
        await using var world = await World.Create();
        var scene = await BidScene.Create(world.Services);
        var lab = scene.Labs[0];
        var id = await scene.Start(lab);
        var file = (await world.With((AttachBidFile u) => u.Run(new AttachBidFile.Input(id, "a.txt", new MemoryStream("plain"u8.ToArray())), lab.Actor))).Value.File;
        var foreign = await world.With((RemoveBidFile u) => u.Run(new RemoveBidFile.Input(id, file.Id), scene.Publisher));
        Assert.That(foreign.Refusal, Is.EqualTo(Refusal.NotFound));
        _ = (await world.With((RemoveBidFile u) => u.Run(new RemoveBidFile.Input(id, file.Id), lab.Actor))).Value;

        Assert.That(await world.Read(db => db.Set<BidFile>().CountAsync()), Is.Zero);
        Assert.That(Directory.GetFiles(Path.Combine(world.Database.Directory, "bids"), "*", SearchOption.AllDirectories), Is.Empty);
        Assert.That((await world.With((BidReader r) => r.Draft(id, lab.Actor, default))).Value.Content.Files, Is.Empty);
    }
}
