using Marketplace.Kernel;

namespace Marketplace.Web.Security;

/// <summary>Settings <c>RateLimits:*</c>; 0 takes a limit away. Counted in each process.</summary>
/// <param name="Anonymous">Requests a minute from one address without a sign-in; files of the browser do not count.</param>
/// <param name="Person">Requests a minute of one person, on all devices together.</param>
/// <param name="SignIn">Sign-ins a minute from one address to one account.</param>
/// <param name="SignInAddress">Sign-ins a minute from one address to all accounts: an office shares one.</param>
/// <param name="Mails">Mails an hour asked for from one address by registering, confirming and resetting.</param>
/// <param name="Uploads">Files an hour of one person, through pages and programs together.</param>
public sealed record RateLimitSettings(int Anonymous, int Person, int SignIn, int SignInAddress, int Mails, int Uploads)
{
    /// <exception cref="SettingException">A value is no whole number or above a million.</exception>
    public static RateLimitSettings From(IConfiguration configuration) => new(
        Limit(configuration, "RateLimits:Anonymous", 600),
        Limit(configuration, "RateLimits:Person", 1200),
        Limit(configuration, "RateLimits:SignIn", 10),
        Limit(configuration, "RateLimits:SignInAddress", 60),
        Limit(configuration, "RateLimits:Mails", 30),
        Limit(configuration, "RateLimits:Uploads", 120));

    private static int Limit(IConfiguration configuration, string setting, int otherwise) => configuration.Number(setting, otherwise, 0, 1_000_000);
}
