using System.Text.Json;
using System.Text.Json.Serialization;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Web.Api;

/// <summary>The door for programs: versioned, described by OpenAPI 3.1, every refusal a problem with a stable code.</summary>
public static class ApiModule
{
    /// <summary>Bytes of a JSON body: the longest challenge has some 120,000 characters of text.</summary>
    public const long MaxBody = 1L << 20;

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = AddCode);
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(options => Json(options.SerializerOptions));
        services.AddOpenApi("v1", ApiDocs.Describe);
        return services;
    }

    /// <summary>Problems instead of empty answers and pages under /api; stands before routing.</summary>
    public static IApplicationBuilder UseApi(this IApplicationBuilder app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase),
        api => api.UseExceptionHandler(Failures.Answer()).UseStatusCodePages().Use(ApiCalls.OnlyUtf8).Use(ApiCalls.KeepBody));

    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapApiDocs();
        var api = endpoints.MapGroup("/api/v1").WithMetadata(new ForPrograms(), new RequestSizeLimitAttribute(MaxBody))
            .AddEndpointFilter(ApiCalls.Check).ProducesProblem(StatusCodes.Status401Unauthorized).DisableAntiforgery();
        api.MapGet("/antiforgery", GiveToken).AllowAnonymous().WithTags("Session")
            .WithSummary("Sets the antiforgery cookie and gives the token that every unsafe call sends in the named header.");
        api.MapChallenges();
        api.MapChallengeReview();
        api.MapOrganisations();
        api.MapOrganisationReview();
        api.MapBids();
        api.MapAwards();
        api.MapMatches();
        api.MapInbox();
        api.MapMembers();
        api.MapPeople();
        api.MapEventLog();
    }

    private static void AddCode(ProblemDetailsContext context)
    {
        var status = context.ProblemDetails.Status ?? StatusCodes.Status500InternalServerError;
        // Who sent a key hears that it is worthless, not that one should sign in.
        var isKey = status == StatusCodes.Status401Unauthorized && TokenSignIn.IsUsedBy(context.HttpContext.Request);
        context.ProblemDetails.Extensions.TryAdd("code", isKey ? "token.invalid" : Problems.CodeOf(status));
        var failure = context.Exception ?? context.HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (status != StatusCodes.Status400BadRequest || (failure as JsonException ?? failure?.InnerException as JsonException) is not { } unreadable) return;
        context.ProblemDetails.Extensions.TryAdd("errors", new[] { Problems.Entry(Problems.Malformed(unreadable), context.HttpContext.RequestServices.GetRequiredService<Texts>()) });
    }

    private static void Json(JsonSerializerOptions options)
    {
        options.Converters.Add(new TagSetConverter<LeadingIndustry>());
        options.Converters.Add(new TagSetConverter<HardCoreIndustry>());
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        options.Converters.Add(new CurrencyJsonConverter());
        options.Converters.Add(new InstantJsonConverter());
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.RespectNullableAnnotations = true; // null for what must be there is malformed, not a fault on our side
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
    }

    private static TokenAnswer GiveToken(HttpContext context, IAntiforgery antiforgery)
    {
        var tokens = antiforgery.GetAndStoreTokens(context);
        return new TokenAnswer(tokens.HeaderName!, tokens.RequestToken!);
    }

    /// <summary>Tells the cookie handler to answer 401 and 403 instead of sending a program to the sign-in page.</summary>
    private sealed class ForPrograms : IDisableCookieRedirectMetadata;
}

public sealed record TokenAnswer(string Header, string Token);

/// <summary>A set of tags as an array of their names.</summary>
public sealed class TagSetConverter<T> : JsonConverter<T> where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var names = JsonSerializer.Deserialize<string[]>(ref reader, options) ?? [];
        var bits = 0;
        foreach (var name in names)
        {
            if (!Enum.GetNames<T>().Contains(name, StringComparer.Ordinal)) throw new JsonException($"Unknown {typeof(T).Name}.");
            bits |= Convert.ToInt32(Enum.Parse<T>(name), System.Globalization.CultureInfo.InvariantCulture);
        }

        return (T)Enum.ToObject(typeof(T), bits);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var tag in Enum.GetValues<T>())
        {
            if (Convert.ToInt32(tag, System.Globalization.CultureInfo.InvariantCulture) != 0 && value.HasFlag(tag)) writer.WriteStringValue(tag.ToString());
        }

        writer.WriteEndArray();
    }
}

/// <summary>An instant with its offset (RFC 3339). Without one it would be read in the zone of the machine, and a deadline cannot be moved back.</summary>
public sealed class InstantJsonConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString() ?? "";
        var time = text.IndexOf('T', StringComparison.OrdinalIgnoreCase);
        var hasOffset = time > 0 && text.AsSpan(time).IndexOfAny("Zz+-") > 0;
        return hasOffset && reader.TryGetDateTimeOffset(out var at) ? at : throw new JsonException("An instant needs its offset.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>A currency as its ISO 4217 code.</summary>
public sealed class CurrencyJsonConverter : JsonConverter<Currency>
{
    public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Currency.TryParse(reader.GetString(), out var currency) ? currency : throw new JsonException("Unknown currency.");

    public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
}
