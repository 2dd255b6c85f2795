using Marketplace.Awards;
using Marketplace.Kernel;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace Marketplace.Tests.Awards;

public sealed class NoticeSettingsTests
{
    [Test]
    public void Office_is_whole_or_none()
    {
        Assert.That(From().Office, Is.Null);
        Assert.That(From(new("Notices:Office", " Office "), new("Notices:Email", "a@example.org")).Office, Is.EqualTo(new NoticeOffice("Office", null, "a@example.org", null)));
    }

    [TestCase("Notices:Office", "Notices:Phone=021-0000-0000")]
    [TestCase("Notices:Phone", "Notices:Office=Office")]
    public void Office_named_in_part_stops_the_start_with_the_settings_name(string setting, string given)
    {
        var parts = given.Split('=');
        Assert.That(Assert.Throws<SettingException>(() => From(new KeyValuePair<string, string?>(parts[0], parts[1])))!.Setting, Is.EqualTo(setting));
    }

    private static NoticeSettings From(params KeyValuePair<string, string?>[] values) =>
        NoticeSettings.From(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
}
