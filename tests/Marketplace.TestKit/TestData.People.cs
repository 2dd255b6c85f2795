using System.Text.RegularExpressions;
using Marketplace.Accounts;
using Marketplace.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.TestKit;

public static partial class TestData
{
    public const string Password = "correct horse battery staple";

    /// <summary>Hashes that are right and cost next to nothing, and no limits, except where a test sets them again.</summary>
    public static readonly KeyValuePair<string, string?>[] QuickSettings =
    [
        new("Accounts:PasswordIterations", "100"), new("RateLimits:Anonymous", "0"), new("RateLimits:Person", "0"),
        new("RateLimits:SignIn", "0"), new("RateLimits:SignInAddress", "0"), new("RateLimits:Mails", "0"),
        new("RateLimits:Uploads", "0"),
    ];

    /// <summary>A person who can sign in; with a password only where the test signs in with it.</summary>
    public static async Task<Person> AddPerson(
        IServiceProvider services, string email = "lin@example.org", string name = "Lin Yue", string? password = null, string culture = "en", bool confirmed = true)
    {
        await using var scope = services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = new Person
        {
            UserName = email, Email = email, EmailConfirmed = confirmed, DisplayName = name, Culture = culture,
            RegisteredAt = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow(),
        };
        if (password is not null) person.PasswordHash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Person>>().HashPassword(person, password);
        var made = await people.CreateAsync(person);
        return made.Succeeded ? person : throw new InvalidOperationException(string.Join(", ", made.Errors.Select(e => e.Code)));
    }

    /// <summary>The mails that were dropped so far, newest first.</summary>
    public static Task<List<DroppedMails.Dropped>> Mails(IServiceProvider services) => services.GetRequiredService<DroppedMails>().Newest(100);

    /// <summary>The path and query of the first link of ours in a mail, such as <c>/account/confirm?person=…</c>.</summary>
    public static string LinkIn(DroppedMails.Dropped mail) => new Uri(OurLink().Match(mail.Text).Value).PathAndQuery;

    [GeneratedRegex(@"https?://\S+/account/\S+")]
    private static partial Regex OurLink();
}
