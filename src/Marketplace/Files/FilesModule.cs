using Marketplace.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Files;

/// <summary>Judging uploads and keeping them.</summary>
public static class FilesModule
{
    public static IServiceCollection AddFiles(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(UploadSettings.From(configuration));
        services.AddSingleton<UploadGate>();
        services.AddSingleton<FileJudge>();
        services.AddSingleton<FileStore>();
        services.AddJob<SweepFiles>("files.sweep", TimeSpan.FromHours(6));
        return services;
    }
}
