using Marketplace.Kernel;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Files;

/// <summary>Settings <c>Uploads:*</c>.</summary>
/// <param name="AtOnce">Files that are received at the same time; each may lie in memory as a whole until it is judged.</param>
public sealed record UploadSettings(int AtOnce)
{
    /// <exception cref="SettingException">The value is no number or out of its range.</exception>
    public static UploadSettings From(IConfiguration configuration) => new(configuration.Number("Uploads:AtOnce", 16, 1, 1024));
}
