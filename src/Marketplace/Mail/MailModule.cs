using Marketplace.Kernel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Mail;

/// <summary>How mails leave the platform.</summary>
public static class MailModule
{
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration, string dataDirectory)
    {
        var settings = MailSettings.From(configuration, dataDirectory);
        services.AddSingleton(settings);
        services.AddSingleton(SiteAddress.From(configuration));
        services.AddSingleton<MailComposer>();
        services.AddSingleton<DroppedMails>();
        return settings.Host is null ? services.AddSingleton<IMailer, FileMailer>() : services.AddSingleton<IMailer, SmtpMailer>();
    }
}
