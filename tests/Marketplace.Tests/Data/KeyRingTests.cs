using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Marketplace.Tests.Data;

public sealed class KeyRingTests
{
    private string _folder = "";

    [SetUp]
    public void Begin() => _folder = Directory.CreateTempSubdirectory("marketplace-keys-").FullName;

    [TearDown]
    public void End() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Keys_outlive_the_process_and_are_closed_to_others()
    {
        var sealed_ = Seal([]);
        Assert.That(Open(sealed_, []), Is.EqualTo("secret"));
        if (!OperatingSystem.IsWindows()) Assert.That(File.GetUnixFileMode(Path.Combine(_folder, "keys")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [Test]
    public void Keys_wrapped_by_a_certificate_are_worth_nothing_without_it()
    {
        var certificate = MakeCertificate("first");
        var sealed_ = Seal(certificate);

        Assert.That(Open(sealed_, certificate), Is.EqualTo("secret"));
        Assert.That(Directory.GetFiles(Path.Combine(_folder, "keys")).Select(File.ReadAllText), Has.Some.Contains("EncryptedData").And.None.Contains("<masterKey"));
        Assert.That(() => Open(sealed_, []), Throws.InstanceOf<CryptographicException>());
    }

    [Test]
    public void Keys_wrapped_by_an_earlier_certificate_stay_readable_while_it_is_named()
    {
        var first = MakeCertificate("first");
        var sealed_ = Seal(first);
        var renamed = first.Select(s => new KeyValuePair<string, string?>(s.Key.Replace(":Certificate", ":OldCertificate", StringComparison.Ordinal), s.Value));

        Assert.That(Open(sealed_, [.. MakeCertificate("second"), .. renamed]), Is.EqualTo("secret"));
    }

    [TestCase("no-such-file.pfx", "x")]
    [TestCase("first.pfx", "wrong password")]
    public void Certificate_that_cannot_be_read_stops_the_start(string file, string password)
    {
        MakeCertificate("first");
        var path = Path.Combine(_folder, file);
        var wrong = Assert.Throws<SettingException>(() => Open("", [new("DataProtection:CertificatePath", path), new("DataProtection:CertificatePassword", password)]));
        Assert.That((wrong!.Setting, wrong.Message.Contains("wrong password", StringComparison.Ordinal)), Is.EqualTo(("DataProtection:CertificatePath", false)));
    }

    private string Seal(KeyValuePair<string, string?>[] settings) => Protector(settings).Protect("secret");

    private string Open(string sealed_, KeyValuePair<string, string?>[] settings) => Protector(settings).Unprotect(sealed_);

    // A ring of its own each time, as a new process has.
    private IDataProtector Protector(KeyValuePair<string, string?>[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([.. settings, new("Data:Directory", _folder)]).Build();
        return new ServiceCollection().AddLogging().AddKeyRing(configuration, DatabaseSettings.From(configuration)).BuildServiceProvider()
            .GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
    }

    private KeyValuePair<string, string?>[] MakeCertificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(World.Start, World.Start.AddYears(20));
        var path = Path.Combine(_folder, $"{name}.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, name));
        return [new("DataProtection:CertificatePath", path), new("DataProtection:CertificatePassword", name)];
    }
}
