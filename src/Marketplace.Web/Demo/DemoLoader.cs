using System.Diagnostics;
using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Mail;
using Marketplace.Notifications;
using Marketplace.Organisations;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Web.Demo;

/// <summary>
/// Loads the demonstration once, through the use cases themselves, on a clock that runs through the last months:
/// every row, event and match has come about as it would have. Nothing is inserted past a rule.
/// </summary>
internal sealed class DemoLoader(IConfiguration configuration, ILogger<DemoLoader> log)
{
    /// <summary>Everybody in the demonstration signs in with this; it is printed at the start and stands in the README.</summary>
    public const string Password = "pudong-open-2026";

    /// <summary>In Development unless the setting says otherwise, and elsewhere only if it says so.</summary>
    public static bool IsWanted(IConfiguration configuration, IHostEnvironment environment) =>
        configuration.Switch("Demo:Enabled", environment.IsDevelopment());

    public async Task LoadOnce(MarketplaceDb db, CancellationToken ct = default)
    {
        // A database in which anything ever happened is somebody's: it is left alone.
        if (await db.Set<EventRow>().AnyAsync(ct) || await db.Set<Organisation>().AnyAsync(ct)) return;
        var watch = Stopwatch.StartNew();
        log.LogInformation("Loading the demonstration data, once");
        var now = TimeProvider.System.GetUtcNow();
        var clock = new DemoClock(now.AddDays(-90));
        await using var services = Features(clock);
        await services.GetRequiredService<EventTail>().CatchUp(ct);
        await Load(new DemoStage(services, clock), now);
        log.LogInformation("The demonstration is loaded ({Seconds:F1} s)", watch.Elapsed.TotalSeconds);
    }

    private static async Task Load(DemoStage stage, DateTimeOffset now)
    {
        await new DemoOrganisations(stage, Password).Load(DemoFiles.Read<DemoPerson>("people"));
        var challenges = new DemoChallenges(stage, now);
        await challenges.RecordPublic();
        var day = stage.Clock.GetUtcNow().Date;
        // Steps past this moment have not happened yet.
        foreach (var step in challenges.Plan().Where(s => s.At <= now).OrderBy(s => s.At).ToList())
        {
            if (step.At.Date != day)
            {
                await stage.Drain();
                day = step.At.Date;
            }

            stage.Clock.MoveTo(step.At);
            await step.Do();
        }

        await stage.Drain();
        // What fell due in the past counts as mailed, or the first run of the job would send it after all.
        while (await stage.Read(db => db.Set<Notification>().AnyAsync(n => n.MailDueAt <= stage.Clock.GetUtcNow()))) await stage.Job<SendMails>();
    }

    private ServiceProvider Features(DemoClock clock)
    {
        var services = new ServiceCollection().AddSingleton(configuration).AddLogging(builder => builder.SetMinimumLevel(LogLevel.Warning));
        services.AddMarketplace(configuration);
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        services.Replace(ServiceDescriptor.Singleton<IMailer, PastMails>());
        services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<Person>, DemoHasher>());
        return services.BuildServiceProvider();
    }

    /// <summary>Nobody waits for the mails of the last months: no file is dropped and no server is troubled with them.</summary>
    private sealed class PastMails : IMailer
    {
        public Task Send(OutgoingMail mail, CancellationToken ct) => Task.CompletedTask;
    }
}
