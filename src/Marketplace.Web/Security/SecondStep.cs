namespace Marketplace.Web.Security;

/// <summary>Remembers between two pages whose password was right and whose code is still to come.</summary>
public sealed class SecondStep(SealedCookies cookies)
{
    private const string Cookie = "second-step";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public void Begin(HttpContext context, Guid personId, string email) => cookies.Write(context, Cookie, $"{personId:D} {email}", Lifetime);

    public (Guid PersonId, string Email)? Pending(HttpContext context) =>
        cookies.Read(context, Cookie)?.Split(' ', 2) is [var id, var email] ? (Guid.Parse(id), email) : null;

    public void End(HttpContext context) => cookies.Delete(context, Cookie);
}
