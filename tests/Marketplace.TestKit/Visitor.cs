using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Marketplace.TestKit;

/// <summary>Somebody with a browser that has no scripts: opens pages, fills forms as they stand on the page, follows redirects.</summary>
public sealed class Visitor(HttpClient client, CookieContainer cookies) : IDisposable
{
    public HttpClient Client { get; } = client;
    public CookieContainer Cookies { get; } = cookies;

    public async Task<Page> Open(string path) => await Follow(await Client.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute)));

    /// <summary>Submits a form with its own hidden fields and present values; what is given here replaces or adds.</summary>
    /// <param name="form">CSS selector of the form, such as <c>form#ask</c>.</param>
    /// <param name="button">CSS selector of the pressed button where its name, value or formaction matters.</param>
    public async Task<Page> Submit(Page page, string form, IEnumerable<KeyValuePair<string, string>>? values = null, string? button = null)
    {
        var element = page.Document.QuerySelector(form) as IHtmlFormElement
            ?? throw new InvalidOperationException($"No form '{form}' on {page.Address}; forms: {string.Join(", ", page.Document.Forms.Select(f => f.Id ?? f.GetAttribute("action")))}");
        var pressed = button is null ? null : element.QuerySelector(button) as IHtmlElement
            ?? throw new InvalidOperationException($"No button '{button}' in '{form}' on {page.Address}.");
        var fields = Fields(element, pressed);
        foreach (var group in (values ?? []).GroupBy(v => v.Key))
        {
            fields.RemoveAll(f => f.Key == group.Key);
            fields.AddRange(group);
        }

        var action = pressed?.GetAttribute("formaction") ?? element.GetAttribute("action");
        var target = new Uri(page.Address, string.IsNullOrEmpty(action) ? page.Address.PathAndQuery : action);
        return await Follow(await Client.PostAsync(target, new FormUrlEncodedContent(fields)));
    }

    /// <summary>Posts what no form of the page would send, and reads the answer.</summary>
    public async Task<Page> Read(Uri address, HttpContent content) => await Follow(await Client.PostAsync(address, content));

    /// <summary>Submits a form with a chosen file; the name is sent as it is given.</summary>
    public async Task<Page> Attach(Page page, string form, string field, string name, byte[] file)
    {
        var element = page.Document.QuerySelector(form) as IHtmlFormElement ?? throw new InvalidOperationException($"No form '{form}' on {page.Address}.");
        using var content = new MultipartFormDataContent { { new ByteArrayContent(file), field, name } };
        foreach (var (key, value) in Fields(element, null)) content.Add(new StringContent(value), key);
        return await Follow(await Client.PostAsync(new Uri(page.Address, element.GetAttribute("action") ?? page.Address.PathAndQuery), content));
    }

    private static List<KeyValuePair<string, string>> Fields(IHtmlFormElement form, IHtmlElement? pressed)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { Name: { Length: > 0 } name, Type: "checkbox" or "radio" } box:
                    if (box.IsChecked) fields.Add(new(name, box.Value is { Length: > 0 } v ? v : "on"));
                    break;
                case IHtmlInputElement { Type: "submit" or "button" or "file" or "image" }: break;
                case IHtmlInputElement { Name: { Length: > 0 } name } input: fields.Add(new(name, input.Value)); break;
                case IHtmlTextAreaElement { Name: { Length: > 0 } name } text: fields.Add(new(name, text.Value)); break;
                case IHtmlSelectElement { Name: { Length: > 0 } name } select:
                    fields.AddRange(select.SelectedOptions.Select(o => new KeyValuePair<string, string>(name, o.Value)));
                    break;
                default: break;
            }
        }

        if (pressed?.GetAttribute("name") is { Length: > 0 } button) fields.Add(new(button, pressed.GetAttribute("value") ?? ""));
        return fields;
    }

    private async Task<Page> Follow(HttpResponseMessage response)
    {
        for (var hops = 0; hops < 8 && response.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther or HttpStatusCode.MovedPermanently; hops++)
        {
            response = await Client.GetAsync(new Uri(response.RequestMessage!.RequestUri!, response.Headers.Location!));
        }

        return await Page.Read(response);
    }

    public void Dispose() => Client.Dispose();
}

/// <summary>An answer as the visitor sees it.</summary>
public sealed record Page(HttpStatusCode Status, Uri Address, string Html, IHtmlDocument Document)
{
    /// <summary>The text of the main part with white space folded.</summary>
    public string Text => string.Join(' ', (Document.QuerySelector("main") ?? Document.Body)?.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? []);

    public static async Task<Page> Read(HttpResponseMessage response)
    {
        var html = await response.Content.ReadAsStringAsync();
        var document = new HtmlParser(new HtmlParserOptions(), BrowsingContext.New()).ParseDocument(html);
        return new(response.StatusCode, response.RequestMessage!.RequestUri!, html, document);
    }
}
