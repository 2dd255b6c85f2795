using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Marketplace.Web.Api;

/// <summary>The description of the API (OpenAPI 3.1) with its examples, and the page on which people read and try it.</summary>
public static class ApiDocs
{
    private const string Key = "Key";
    private const string Problem = "application/problem+json";
    private static readonly System.Buffers.SearchValues<char> Stops = System.Buffers.SearchValues.Create(".,;:");


    private static readonly Lazy<string> About = new(() => File("about.md"));
    private static readonly Lazy<JsonObject> Examples = new(() => JsonNode.Parse(File("examples.json"))!.AsObject());

    public static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        // Files for people have addresses of their own beside the API.
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) => Introduce(document));
        options.AddOperationTransformer((operation, context, _) => Complete(operation, context));
        options.AddSchemaTransformer((schema, context, _) => GiveExample(schema, context));
    }

    public static void MapApiDocs(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        endpoints.MapScalarApiReference("/api/docs", ShowDocs).AllowAnonymous();
    }

    private static Task Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo { Title = "Pudong Open Challenge Marketplace", Version = "v1", Description = About.Value };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Key] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "pdjb_...",
            Description = "A key made on the account page.",
        };
        return Task.CompletedTask;
    }

    private static Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var method = context.Description.HttpMethod ?? HttpMethods.Get;
        var isPublic = metadata.OfType<Microsoft.AspNetCore.Authorization.IAllowAnonymous>().Any();
        operation.OperationId ??= Named(method, context.Description.RelativePath ?? "");
        operation.Security = isPublic ? [] : [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, context.Document)] = [] }];
        Entitle(operation);
        operation.Responses ??= [];
        if (isPublic) operation.Responses.Remove("401");
        operation.Parameters ??= [];
        foreach (var (name, what) in metadata.OfType<QueryParameters>().SelectMany(q => q.Names)) operation.Parameters.Add(Query(name, what));
        operation.Responses.TryAdd("429", Refused("Too many requests; `Retry-After` says when to come again. Code `too_many_requests`."));
        if (HttpMethods.IsGet(method)) return Task.CompletedTask;
        operation.Responses.TryAdd("400", Refused("The body cannot be read. Code `request.malformed`."));
        operation.Responses.TryAdd("404", Refused("There is no such thing, or it is not the caller's. Code `not_found`."));
        operation.Responses.TryAdd("409", Refused("Not in this state, or not yet. The code says why."));
        operation.Responses.TryAdd("422", Refused("Something in it is not acceptable: `errors` names field and code of each."));
        operation.Responses.TryAdd("403", Refused("The key may only read (`token.read_only`), or the act is not the caller's."));
        if (!ApiCalls.IsSealed(context.Description)) operation.Parameters.Add(Header(ApiCalls.RepeatHeader, "Makes the call repeatable: the same key with the same content does nothing twice.", "9f1c2f54-6a0e-4d0f-8a51-1f5f2d0c7b11", ApiCalls.MaxKey));
        if (operation.Responses.ContainsKey("412"))
        {
            operation.Responses.TryAdd("428", Refused("`If-Match` is missing. Code `version_missing`."));
            operation.Parameters.Add(Header("If-Match", "The ETag of the version that was read.", "\"3\"", 40));
        }

        return Task.CompletedTask;
    }

    // postChallengesByIdSubmit: stable as long as the address is.
    private static string Named(string method, string path) =>
        method.ToLowerInvariant() + string.Concat(path.Split('/', '-').Skip(2).Select(part => part is ['{', .. var name, '}'] ? "By" + Capital(name.Split(':')[0]) : Capital(part)));

    private static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];

    // What an endpoint says of itself is its description; the head of it, up to the first stop, is its title in lists.
    private static void Entitle(OpenApiOperation operation)
    {
        if (operation.Summary is not { } said) return;
        operation.Description = said;
        var stop = said.AsSpan().IndexOfAny(Stops);
        operation.Summary = stop < 0 ? said : said[..stop];
    }

    private static Task GiveExample(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (context.JsonTypeInfo.Type == typeof(Microsoft.AspNetCore.Mvc.ProblemDetails))
        {
            schema.AdditionalPropertiesAllowed = true;
            schema.Properties ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
            schema.Properties["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Stable; what programs decide by." };
            schema.Properties["errors"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.Object }, Description = "Each refusal with `code`, `field` and `detail`." };
        }

        // What is null is left out of answers, so that nothing that may be null can be promised.
        if (schema is { Properties: { } properties, Required: { } required }) required.ExceptWith([.. properties.Where(p => MayBeNull(p.Value)).Select(p => p.Key)]);
        if (context.JsonTypeInfo.Type == typeof(DateTimeOffset) || context.JsonTypeInfo.Type == typeof(DateTimeOffset?)) (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
        if (context.JsonPropertyInfo is null && Examples.Value[context.JsonTypeInfo.Type.Name] is { } example) schema.Examples = [example.DeepClone()];
        return Task.CompletedTask;
    }

    private static bool MayBeNull(IOpenApiSchema schema) =>
        schema.Type?.HasFlag(JsonSchemaType.Null) == true || schema.OneOf?.Any(s => s.Type == JsonSchemaType.Null) == true;

    private static OpenApiResponse Refused(string why) => new()
    {
        Description = why,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [Problem] = new() },
    };

    private static OpenApiParameter Query(string name, string what) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = what,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiParameter Header(string name, string what, string example, int length) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = what,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = length },
        Example = JsonValue.Create(example),
    };

    // Its scripts are our own files, and the one that starts it carries a number used once. It writes its styles into the page as it runs,
    // on elements and attributes without such a number: for this page alone they are allowed. It shows nothing that a visitor wrote.
    private static void ShowDocs(ScalarOptions options, HttpContext context)
    {
        var once = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self' 'nonce-{once}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
            "connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
        options.WithNonce(once);
        // Its schema checker (zod) would try whether code may be made of text, which the policy refuses; told before, it does without.
        options.HeadContent = $"<script nonce=\"{once}\">globalThis.__zod_globalConfig = {{ jitless: true }};</script>";
        options.Title = "API";
        options.OpenApiRoutePattern = "/openapi/{documentName}.json";
        options.DefaultFonts = false;
        options.Telemetry = false;
        options.HideClientButton = true;
        options.PersistentAuthentication = false;
        options.DotNetFlag = false;
        options.HideDeveloperTools().DisableAgent().DisableMcp();
    }

    private static string File(string name)
    {
        using var reader = new StreamReader(typeof(ApiDocs).Assembly.GetManifestResourceStream("Api/" + name)!);
        return reader.ReadToEnd();
    }
}
