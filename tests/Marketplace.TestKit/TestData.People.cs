using Marketplace.Accounts;
using Marketplace.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.TestKit;

public static partial class TestData
{
    public const string Password = "correct horse battery staple";

    /// <summary>A person who can sign in with <see cref="Password"/>; give a password only where the test signs in with it.</summary>
    public static async Task<Person> AddPerson(IServiceProvider services, string email = "lin@example.org", string name = "Lin Yue", string? password = null, string culture = "en")
    {
        await using var scope = services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = new Person
        {
            UserName = email, Email = email, EmailConfirmed = true, DisplayName = name, Culture = culture,
            RegisteredAt = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow(),
        };
        if (password is not null) person.PasswordHash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Person>>().HashPassword(person, password);
        var made = await people.CreateAsync(person);
        return made.Succeeded ? person : throw new InvalidOperationException(string.Join(", ", made.Errors.Select(e => e.Code)));
    }
}
