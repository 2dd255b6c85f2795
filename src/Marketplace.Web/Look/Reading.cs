namespace Marketplace.Web.Look;

/// <summary>
/// How what is only read may be asked for. Pages answer HEAD by themselves; an endpoint must name it (RFC 9110, section 9.1: every server
/// supports both). Feed readers, calendars and link checkers ask so before they fetch.
/// </summary>
public static class Reading
{
    public static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];
}
