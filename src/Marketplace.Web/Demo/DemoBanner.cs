namespace Marketplace.Web.Demo;

/// <summary>Tells the person at the console where the program is and how to sign in.</summary>
internal static class DemoBanner
{
    public static void Print(IEnumerable<string> addresses, ILogger log)
    {
        log.LogInformation("The marketplace is at {Addresses}", string.Join(", ", addresses));
        foreach (var person in DemoFiles.Read<DemoPerson>("people"))
        {
            log.LogInformation("Demonstration sign-in: {Email} / {Password} ({Duty})", person.Email, DemoLoader.Password, person.DutyEn);
        }
    }
}
