using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Data;

/// <summary>
/// The key ring that seals cookies, mailed links, second factors and bids: files in <c>keys</c> under the data directory,
/// closed to other users of the machine. Every node and the command line must reach the same folder.
/// </summary>
public static class KeyRing
{
    public static IServiceCollection AddKeyRing(this IServiceCollection services, DatabaseSettings settings)
    {
        services.AddDataProtection().SetApplicationName("Marketplace").PersistKeysToFileSystem(Folder(settings));
        return services;
    }

    private static DirectoryInfo Folder(DatabaseSettings settings)
    {
        var folder = Directory.CreateDirectory(Path.Combine(settings.Directory, "keys"));
        if (!OperatingSystem.IsWindows()) folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        return folder;
    }
}
