using Microsoft.AspNetCore.Components;

namespace Marketplace.Web.Look;

/// <summary>Addresses of our scripts, styles and icons with their fingerprints, so that browsers keep them for good.</summary>
public sealed class BrowserFiles(EndpointDataSource endpoints)
{
    private ResourceAssetCollection? _known;

    /// <param name="path">Below the web root, such as <c>css/tokens.css</c>.</param>
    public string this[string path] => "/" + (Known?[path] ?? path);

    private ResourceAssetCollection? Known => _known ??= endpoints.Endpoints
        .Select(endpoint => endpoint.Metadata.GetMetadata<ResourceAssetCollection>())
        .FirstOrDefault(collection => collection is not null);
}
