using AngleSharp.Html.Parser;

namespace Marketplace.Benchmarks.Programs;

/// <summary>Signs in by the page, as a visitor would.</summary>
public static class SignIn
{
    /// <returns>The session as the value of a Cookie header.</returns>
    public static async Task<string> Session(Uri address, string email, string password)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };
        using var document = new HtmlParser().ParseDocument(await client.GetStringAsync(new Uri("/account/sign-in", UriKind.Relative)));
        var form = document.QuerySelectorAll("form").First(f => f.QuerySelector("input[type=password]") is not null);
        var fields = form.QuerySelectorAll("input[name]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "", StringComparer.Ordinal);
        fields[form.QuerySelector("input[type=email]")!.GetAttribute("name")!] = email;
        fields[form.QuerySelector("input[type=password]")!.GetAttribute("name")!] = password;
        using var content = new FormUrlEncodedContent(fields);
        using var response = await client.PostAsync(new Uri(form.GetAttribute("action") is { Length: > 0 } action ? action : "/account/sign-in", UriKind.Relative), content);
        var cookies = response.Headers.TryGetValues("Set-Cookie", out var set) ? set.Select(c => c.Split(';')[0]) : [];
        return cookies.FirstOrDefault(c => c.StartsWith("session=", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No session: {(int)response.StatusCode} {response.Headers.Location}");
    }
}
