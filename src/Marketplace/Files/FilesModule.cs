using Marketplace.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Files;

/// <summary>Judging uploads and keeping them.</summary>
public static class FilesModule
{
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddSingleton<FileStore>();
        services.AddJob<SweepFiles>("files.sweep", TimeSpan.FromHours(6));
        return services;
    }
}
