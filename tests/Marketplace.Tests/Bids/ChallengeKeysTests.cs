using System.Security.Cryptography;
using Marketplace.Bids;
using Marketplace.Data;
using Marketplace.TestKit;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Bids;

[TestFixtureSource(typeof(Databases))]
public sealed class ChallengeKeysTests(DatabaseProvider provider)
{
    [Test]
    public async Task Stored_key_is_wrapped_and_opens_for_its_challenge_and_this_key_ring_alone()
    {
        await using var world = await World.Create(provider);
        var scene = await BidScene.Create(world.Services);
        await scene.Start(scene.Labs[0]);
        var stored = await world.Read(db => db.Set<BidKey>().Where(k => k.ChallengeId == scene.ChallengeId).Select(k => k.Wrapped).SingleAsync());
        var key = await world.With((IKeyWrap wrap) => Task.FromResult(wrap.Unwrap(scene.ChallengeId, stored)));

        Assert.That(key, Has.Length.EqualTo(32), "AES-256");
        Assert.That(stored.AsSpan().IndexOf(key), Is.EqualTo(-1), "the key stands nowhere in what is stored");
        Assert.That(() => world.With((IKeyWrap wrap) => Task.FromResult(wrap.Unwrap(Guid.CreateVersion7(), stored))), Throws.InstanceOf<CryptographicException>(), "another challenge");
        var otherRing = new DataProtectionKeyWrap(new EphemeralDataProtectionProvider());
        Assert.That(() => otherRing.Unwrap(scene.ChallengeId, stored), Throws.InstanceOf<CryptographicException>(), "another ring");
    }
}
