using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Marketplace.Kernel;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Data;

/// <summary>
/// The key ring that seals cookies, mailed links, second factors and bids: files in <c>keys</c> under the data directory,
/// closed to other users of the machine. Every node and the command line must reach the same folder.
/// Settings <c>DataProtection:CertificatePath</c> and <c>…CertificatePassword</c> wrap the keys with a certificate kept elsewhere
/// (PKCS #12; one of its own, long-lived, not that of the web address): a copied folder is then worth nothing.
/// <c>DataProtection:OldCertificatePath</c> and <c>…OldCertificatePassword</c> keep keys readable that an earlier one has wrapped.
/// </summary>
public static class KeyRing
{
    /// <exception cref="SettingException">A certificate cannot be read or holds no private key.</exception>
    public static IServiceCollection AddKeyRing(this IServiceCollection services, IConfiguration configuration, DatabaseSettings settings)
    {
        // One pass of AES-GCM instead of AES-CBC and HMAC: every signed-in request opens a cookie, every page with a form seals a token.
        var ring = services.AddDataProtection().SetApplicationName("Marketplace").PersistKeysToFileSystem(Folder(settings))
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        if (Certificate(configuration, "DataProtection:CertificatePath", "DataProtection:CertificatePassword") is { } certificate) ring.ProtectKeysWithCertificate(certificate);
        if (Certificate(configuration, "DataProtection:OldCertificatePath", "DataProtection:OldCertificatePassword") is { } old) ring.UnprotectKeysWithAnyCertificate(old);
        return services;
    }

    private static DirectoryInfo Folder(DatabaseSettings settings)
    {
        var folder = Directory.CreateDirectory(Path.Combine(settings.Directory, "keys"));
        if (!OperatingSystem.IsWindows()) folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        return folder;
    }

    private static X509Certificate2? Certificate(IConfiguration configuration, string setting, string password)
    {
        if (configuration[setting] is not { Length: > 0 } path) return null;
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, configuration[password]);
            return certificate.HasPrivateKey ? certificate : throw new SettingException(setting, $"is '{path}', which holds no private key");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SettingException(setting, $"is '{path}', which cannot be read with the password of {password}");
        }
    }
}
