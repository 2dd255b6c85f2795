using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Access;

/// <summary>Walks every endpoint as every role and compares with <c>access.txt</c>, the one reviewed table of who reaches what.</summary>
public sealed partial class AccessMatrixTests
{
    private static readonly IReadOnlyDictionary<string, AccessRow> Table =
        AccessTable.Read(File.ReadAllLines(Repository.At("tests", "Marketplace.Web.Tests", "Access", "access.txt")));

    [Test]
    public async Task Endpoint_without_a_row_is_not_let_in()
    {
        await using var host = await WebHost.Create();
        Nothing(Missing(await Doors.Of(host), Table));
    }

    [Test]
    public async Task Row_without_an_endpoint_is_not_kept()
    {
        await using var host = await WebHost.Create();
        Nothing(Table.Keys.Except(await Doors.Of(host)));
    }

    [Test]
    public void Missing_row_is_found() =>
        Assert.That(Missing(["GET /a", "POST /a?Do", "GET /b"], AccessTable.Read(["GET /a everyone"])), Is.EqualTo(["POST /a?Do", "GET /b"]));

    [Test]
    public async Task Every_page_is_read_by_whom_the_table_names_and_nobody_else()
    {
        await using var stage = await AccessStage.Create();
        Nothing(await Walk(stage, Table.Values.Where(row => row.Verb is "GET" or "ANY")));
    }

    [Test]
    public async Task Every_form_and_call_is_answered_to_whom_the_table_names_and_nobody_else()
    {
        await using var stage = await AccessStage.Create();
        Nothing(await Walk(stage, Table.Values.Where(row => row.Verb is not ("GET" or "ANY"))));
    }

    [Test]
    public async Task Wrong_rows_are_found()
    {
        await using var stage = await AccessStage.Create();
        var wrong = AccessTable.Read(["GET / operator", "GET /admin/people everyone", "POST /account/sign-out operator"]);
        var found = await Walk(stage, wrong.Values);
        Assert.That(found, Has.Some.StartsWith("GET / as publisher").And.Some.StartsWith("GET /admin/people as anonymous").And.Some.StartsWith("GET /admin/people as bidder").And.Some.StartsWith("POST /account/sign-out as owner"));
        Assert.That(found, Has.None.Contains("as operator"));
    }

    [Test]
    public async Task Form_without_its_token_changes_nothing_for_anybody()
    {
        await using var stage = await AccessStage.Create();
        var found = new List<string>();
        foreach (var row in Table.Values.Where(row => row.Verb is not ("GET" or "ANY") && !row.Tokenless))
        {
            foreach (var role in AccessStage.Roles)
            {
                using var visitor = await stage.Visit(role);
                using var answer = await Send(visitor, row, stage.Address(row), stage.Form(row));
                if (answer.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.UnsupportedMediaType) && !AsksToSignIn(answer)) found.Add($"{row.Key} as {role}: {(int)answer.StatusCode}");
            }
        }

        Nothing(found);
    }

    [Test]
    public async Task What_is_not_yours_looks_like_what_is_not_there()
    {
        await using var stage = await AccessStage.Create();
        var found = new List<string>();
        foreach (var row in Table.Values.Where(row => row.Verb == "GET" && row.Route.Contains('{', StringComparison.Ordinal)))
        {
            foreach (var role in AccessStage.Roles.Where(role => stage.Person(role) is not null && role != "suspended" && !row.Who.Contains(role)))
            {
                using var visitor = await stage.Visit(role);
                var (other, absent) = (await visitor.Open(stage.Address(row)), await visitor.Open(stage.Address(row, absent: true)));
                if ((other.Status, Comparable(other)) != (absent.Status, Comparable(absent))) found.Add($"{row.Key} as {role}: {(int)other.Status} and {(int)absent.Status}");
            }
        }

        Nothing(found);
    }

    // All of it: whoever adds ten endpoints wants to see ten lines.
    private static void Nothing(IEnumerable<string> found) => Assert.That(string.Join('\n', found), Is.Empty);

    // The number of the request is another each time.
    private static string Comparable(Page page) => TraceId().Replace(page.Text, "");

    private static IEnumerable<string> Missing(IEnumerable<string> doors, IReadOnlyDictionary<string, AccessRow> table) => doors.Where(door => !table.ContainsKey(door));

    private static async Task<List<string>> Walk(AccessStage stage, IEnumerable<AccessRow> rows)
    {
        var found = new List<string>();
        foreach (var row in rows)
        {
            foreach (var role in AccessStage.Roles)
            {
                // A new window each time: some forms end the session or change what it is for.
                using var visitor = await stage.Visit(role);
                var form = stage.Form(row);
                if (row.Verb is not ("GET" or "ANY")) form["__RequestVerificationToken"] = await Token(visitor);
                using var answer = await Send(visitor, row, stage.Address(row), form);
                var (expected, was) = (Expected(row, role, stage.Person(role) is null || role == "suspended"), Outcome(answer));
                if (expected != was) found.Add($"{row.Key} as {role}: {was} ({(int)answer.StatusCode}), not {expected}");
            }
        }

        return found;
    }

    private static string Expected(AccessRow row, string role, bool isNobody) =>
        row.Who.Contains(role) ? "reached" : isNobody && !row.Hidden ? "asked to sign in" : "absent";

    private static string Outcome(HttpResponseMessage answer) =>
        AsksToSignIn(answer) ? "asked to sign in"
        // A content type that no endpoint takes is refused before anything is looked for.
        : answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.UnsupportedMediaType ? "absent"
        // To a program that sees a thing it is said that a move is another's turn.
        : answer.StatusCode is HttpStatusCode.Forbidden && !answer.RequestMessage!.RequestUri!.AbsolutePath.StartsWith("/api/", StringComparison.Ordinal) || (int)answer.StatusCode >= 500 ? $"{(int)answer.StatusCode}"
        : "reached";

    private static bool AsksToSignIn(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.Unauthorized
        || (answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("/account/sign-in?returnUrl=", StringComparison.Ordinal));

    private static async Task<string> Token(Visitor visitor) =>
        (await visitor.Open("/account/sign-in?again=true")).Document.QuerySelector("#sign-in input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static HttpContent ForProgram(AccessRow row, Dictionary<string, string> form)
    {
        if (form.TryGetValue("file", out var text)) return new MultipartFormDataContent { { new StringContent(text), "file", "notes.txt" }, { new StringContent("false"), "confidential" } };
        return JsonContent.Create(row.Form.Keys.ToDictionary(key => key, key => form[key]));
    }

    private static async Task<HttpResponseMessage> Send(Visitor visitor, AccessRow row, string address, Dictionary<string, string> form)
    {
        using var request = new HttpRequestMessage(new HttpMethod(row.Verb == "ANY" ? "GET" : row.Verb), address);
        if (row.Verb is not ("GET" or "ANY")) request.Content = row.IsForPrograms ? ForProgram(row, form) : new FormUrlEncodedContent(form);
        if (row.IsForPrograms && form.TryGetValue("__RequestVerificationToken", out var token)) request.Headers.Add("X-XSRF-TOKEN", token);
        return await visitor.Client.SendAsync(request);
    }

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();
}
