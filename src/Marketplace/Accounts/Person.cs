using Marketplace.Kernel;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Accounts;

/// <summary>A natural person with a sign-in. What a person may do comes from memberships and grants, never from here.</summary>
public sealed class Person : IdentityUser<Guid>
{
    /// <summary>RFC 5321, section 4.5.3.1.3, less the angle brackets.</summary>
    public const int EmailLength = 254;
    public const int NameLength = 100;

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

    /// <summary>The person as the actor of an account's own events; memberships and duties play no part in them.</summary>
    public Actor AsActor() => new(Id, DisplayName, new HashSet<PlatformRole>(), []);
}
