namespace Marketplace.Web.Security;

/// <summary>Remembers between two pages whose password was right, or whom the provider named, and whose code is still to come.</summary>
public sealed class SecondStep(SealedCookies cookies)
{
    private const string Cookie = "second-step";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public void Begin(HttpContext context, Guid personId, string email, bool byProvider = false) =>
        cookies.Write(context, Cookie, $"{personId:D} {byProvider} {email}", Lifetime);

    public (Guid PersonId, bool ByProvider, string Email)? Pending(HttpContext context) =>
        cookies.Read(context, Cookie)?.Split(' ', 3) is [var id, var byProvider, var email] ? (Guid.Parse(id), bool.Parse(byProvider), email) : null;

    public void End(HttpContext context) => cookies.Delete(context, Cookie);
}
