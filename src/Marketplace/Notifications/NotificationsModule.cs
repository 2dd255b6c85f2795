using Marketplace.Events;
using Marketplace.Jobs;
using Marketplace.Notifications.Calendar;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Notifications;

/// <summary>Who is told what, and how: inbox, mail at once, daily mail, calendar.</summary>
public static class NotificationsModule
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddSubscriber<Notifier>("notifications", [.. NotificationRules.Events]);
        services.AddListener<UnreadCounts>();
        services.AddScoped<InboxQueries>();
        services.AddScoped<ReadNotifications>();
        services.AddScoped<SaveNotificationSettings>();
        services.AddScoped<StopMails>();
        services.AddSingleton<PersonalLinks>();
        services.AddSingleton<NotificationMails>();
        services.AddJob<SendMails>("notifications.mails", TimeSpan.FromMinutes(1));
        services.AddScoped<DeadlineQueries>();
        services.AddSingleton<DeadlineCalendar>();
        return services;
    }
}
