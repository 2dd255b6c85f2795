using System.Text.Json;
using Marketplace.Payments.Rails.Stripe;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace Marketplace.Tests.Payments.Rails.Stripe;

public sealed class StripeSettingsTests
{
    private const string Secret = "whsec_0123456789abcdef";

    [TestCase(null, null, null, false, StripeState.Absent)]
    [TestCase(null, Secret, null, true, StripeState.Absent)]
    [TestCase("sk_test_1", Secret, null, false, StripeState.On)]
    [TestCase("rk_live_1", Secret, null, true, StripeState.On)]
    [TestCase("sk_test_1", null, null, false, StripeState.NoWebhookSecret)]
    [TestCase("sk_test_1", " ", null, false, StripeState.NoWebhookSecret)]
    [TestCase("sk_live_1", "secret", null, true, StripeState.NoWebhookSecret)]
    [TestCase("pk_test_1", Secret, null, false, StripeState.KeyUnreadable)]
    [TestCase("sk_test_1", Secret, null, true, StripeState.TestKeyInProduction)]
    [TestCase("sk_test_1", Secret, "http://127.0.0.1:12111", false, StripeState.On)]
    [TestCase("sk_live_1", Secret, "http://127.0.0.1:12111", false, StripeState.LiveKeyOnLoopback)]
    [TestCase("sk_live_1", Secret, "https://pay.example.com", true, StripeState.LiveKeyOnLoopback)]
    [TestCase("sk_test_1", Secret, "https://pay.example.com", false, StripeState.BaseUnreadable)]
    [TestCase("sk_test_1", Secret, "127.0.0.1", false, StripeState.BaseUnreadable)]
    public void Rail_is_on_only_where_every_setting_fits(string? key, string? secret, string? address, bool production, StripeState expected)
    {
        var settings = StripeSettings.From(new ConfigurationBuilder().AddInMemoryCollection([new("Stripe:SecretKey", key), new("Stripe:WebhookSecret", secret), new("Stripe:ApiBase", address)]).Build(), production);
        Assert.That((settings.State, settings.IsOn), Is.EqualTo((expected, expected == StripeState.On)));
        Assert.That(JsonSerializer.Serialize(settings), Does.Not.Contain("sk_").And.Not.Contain("whsec_"));
    }
}
