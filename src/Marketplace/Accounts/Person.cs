using Microsoft.AspNetCore.Identity;

namespace Marketplace.Accounts;

/// <summary>A natural person with a sign-in. What a person may do comes from memberships and grants, never from here.</summary>
public sealed class Person : IdentityUser<Guid>
{
    public Person() => Id = Guid.CreateVersion7();

    /// <summary>The name shown to those who may see it.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Language of mails: <c>zh-CN</c> or <c>en</c>.</summary>
    public string Culture { get; set; } = "zh-CN";

    public DateTimeOffset RegisteredAt { get; set; }

    /// <summary>Set when an administrator has suspended the sign-in.</summary>
    public DateTimeOffset? SuspendedAt { get; set; }

    /// <summary>Invented for the demonstration; shown with its mark everywhere.</summary>
    public bool IsDemo { get; set; }
}
