using Marketplace;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Web.Api;
using Marketplace.Web.Calendar;
using Marketplace.Web.Demo;
using Marketplace.Web.Live;
using Marketplace.Web.Look;
using Marketplace.Web.Pages.Challenges;
using Marketplace.Web.Operations;
using Marketplace.Web.Pages.Workspace;
using Marketplace.Web.Security;

SettingException.EndsTheProgram();
var builder = WebApplication.CreateBuilder(args);
builder.AddRequestLog();
builder.Services.AddMarketplace(builder.Configuration);
builder.Services.AddMarketplaceSecurity(builder.Configuration);
builder.Services.AddRazorPages();
builder.Services.AddApi();
builder.Services.AddLive(builder.Configuration);
builder.Services.AddLook(builder.Environment);
builder.Services.AddPublicPages();
builder.Services.AddOperationsDoor(builder.Configuration);
builder.Services.AddWorkspace();
builder.Services.AddMarketplaceListening();
if (builder.Configuration.Switch("Workers:Enabled", true)) builder.Services.AddMarketplaceWorkers();

await using var app = builder.Build();
await using (var scope = app.Services.CreateAsyncScope())
{
    var db = scope.ServiceProvider.GetRequiredService<MarketplaceDb>();
    await Start.Migrate(db, scope.ServiceProvider.GetRequiredService<DatabaseSettings>());
    if (DemoLoader.IsWanted(app.Configuration, app.Environment))
    {
        await ActivatorUtilities.CreateInstance<DemoLoader>(scope.ServiceProvider).LoadOnce(db);
    }
}

app.UseProxies(app.Configuration);
app.UseRequestLog();
app.UseSecurityHeaders();
if (!app.Environment.IsDevelopment()) app.UseHsts();
app.UseLook(app.Environment);
app.UseApi();
app.UsePlainAddresses();
app.UseRouting();
app.UseReadableForms();
app.UseOutputCache();
app.UseAuthentication();
app.UseMiddleware<ActorMiddleware>();
app.UseRateLimiter();
app.UseMisses();
app.UseAuthorization();
app.UseMiddleware<Uploads>();
app.MapStaticAssets().AllowAnonymous().DisableRateLimiting();
app.MapApi();
app.MapChallengeFeed();
app.MapChallengeFiles();
app.MapHallExport();
app.MapOperations();
app.MapLive();
app.MapCalendarFiles();
app.MapLook();
app.MapRazorPages().WithStaticAssets();
await Start.Listen(app);
if (DemoLoader.IsWanted(app.Configuration, app.Environment)) DemoBanner.Print(app.Urls, app.Logger);
await app.WaitForShutdownAsync();

/// <summary>The web program; public so that tests can host it.</summary>
public partial class Program;
