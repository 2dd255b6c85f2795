using System.Text;
using Marketplace.Payments;
using Marketplace.Payments.Rails.Stripe;
using Marketplace.TestKit.Stripe;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Signed = global::Stripe.EventUtility;

namespace Marketplace.Tests.Payments.Rails.Stripe;

/// <summary>What is taken for a notice of the provider, and what never is.</summary>
public sealed class StripeWebhookTests
{
    private const string Body = """{"id":"evt_1","object":"event","api_version":"2026-10-28.endive","created":1772413200,"type":"payment_intent.succeeded","data":{"object":{"id":"pi_1","object":"payment_intent"}}}""";

    private static readonly DateTimeOffset Now = TestKit.World.Start;

    private readonly StripeWebhook _webhook = new(
        StripeSettings.From(new ConfigurationBuilder().AddInMemoryCollection([new("Stripe:SecretKey", StripeStandIn.Key), new("Stripe:WebhookSecret", StripeStandIn.Secret)]).Build(), false), new FakeTimeProvider(Now));

    [Test]
    public void Genuine_event_is_read_by_its_ids_alone() =>
        Assert.That(Read(Body), Is.EqualTo(new Notice("evt_1", "payment_intent.succeeded", "pi_1", null, DateTimeOffset.FromUnixTimeSeconds(1_772_413_200))));

    [Test]
    public void Rolled_secret_and_other_interface_versions_are_taken()
    {
        Assert.That(Read(Body, $"{Sign(Body)},v1=00{new string('a', 62)}"), Is.Not.Null);
        Assert.That(Read(Body.Replace("2026-10-28.endive", "2024-06-20", StringComparison.Ordinal)), Is.Not.Null, "the object is read again by our own version");
    }

    [TestCase(-301)]
    [TestCase(301)]
    public void Old_and_future_signatures_are_refused(int seconds) => Assert.That(Read(Body, Sign(Body, at: Now.AddSeconds(seconds))), Is.Null);

    [TestCase(-299)]
    [TestCase(299)]
    public void Signatures_within_five_minutes_are_taken(int seconds) => Assert.That(Read(Body, Sign(Body, at: Now.AddSeconds(seconds))), Is.Not.Null);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("t=abc")]
    [TestCase("t=abc,v1=def")]
    [TestCase("v1=def")]
    [TestCase("t=1772413200")]
    [TestCase("t=99999999999999999999,v1=aa")]
    [TestCase(",,,=,=")]
    public void What_is_no_signature_is_refused(string? signature) => Assert.That(_webhook.Read(Encoding.UTF8.GetBytes(Body), signature), Is.Null);

    [Test]
    public void Tampered_body_and_wrong_secret_are_refused()
    {
        Assert.That(Read(Body.Replace("pi_1", "pi_2", StringComparison.Ordinal), Sign(Body)), Is.Null);
        Assert.That(Read(Body, Sign(Body, "whsec_another0123456789")), Is.Null);
    }

    [TestCase("")]
    [TestCase("not json")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"id":"evt_1","object":"event","api_version":null,"created":1,"type":"x","data":{"object":{"id":"pi_1"}}}""")]
    [TestCase("""{"id":"evt_1","object":"v2.core.event","created":"2026-03-02T01:00:00Z","type":"v2.core.account.updated"}""")]
    [TestCase("""{"id":"evt_1","object":"event","api_version":"2026-10-28.endive","created":"x","type":"x","data":{"object":{}}}""")]
    [TestCase("""{"id":"evt_1","object":"event","api_version":"2026-10-28.endive","created":1,"type":"x","data":[]}""")]
    [TestCase("""{"id":7,"object":"event","api_version":"2026-10-28.endive","created":1,"type":"x","data":{"object":{}}}""")]
    public void Signed_body_that_is_no_event_is_refused(string body) => Assert.That(Read(body), Is.Null);

    [Test]
    public void Large_and_undecodable_bodies_are_refused()
    {
        Assert.That(Read(Body + new string(' ', 1 << 20)), Is.Null);
        byte[] broken = [.. Encoding.UTF8.GetBytes(Body), 0xff, 0xfe];
        Assert.That(_webhook.Read(broken, Sign(Encoding.UTF8.GetString(broken))), Is.Null);
    }

    [Test]
    public void Thousand_invented_signatures_are_refused()
    {
        var random = new Random(20261128);
        var body = Encoding.UTF8.GetBytes(Body);
        for (var i = 0; i < 1_000; i++)
        {
            var junk = new string([.. Enumerable.Range(0, random.Next(0, 120)).Select(_ => "t=v1,0a9f \\\"\u00e9;"[random.Next(14)])]);
            Assert.That(_webhook.Read(body, junk), Is.Null, junk);
        }
    }

    [Test]
    public void Rail_that_is_off_reads_nothing()
    {
        var off = new StripeWebhook(StripeSettings.From(new ConfigurationBuilder().Build(), false), new FakeTimeProvider(Now));
        Assert.That(off.Read(Encoding.UTF8.GetBytes(Body), Sign(Body)), Is.Null);
    }

    private Notice? Read(string body, string? signature = null) => _webhook.Read(Encoding.UTF8.GetBytes(body), signature ?? Sign(body));

    private static string Sign(string body, string secret = StripeStandIn.Secret, DateTimeOffset? at = null) =>
        Signed.GenerateSignatureHeader(body, secret, (at ?? Now).ToUnixTimeSeconds());
}
