using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Marketplace.Accounts;

namespace Marketplace.Web.Security;

/// <summary>How often somebody may ask. Over the limit the answer is 429 with our own page, and says when to come again.</summary>
public sealed class RateLimits(RateLimitSettings settings) : IDisposable
{
    /// <summary>Uploads of one person at the same time: nobody takes all the places of <see cref="Files.UploadGate"/> by sending slowly.</summary>
    public const int OwnUploads = 3;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _signIns = PerKey(settings.SignIn, Minute);
    private readonly PartitionedRateLimiter<string> _signInAddresses = PerKey(settings.SignInAddress, Minute);
    private readonly PartitionedRateLimiter<string> _mails = PerKey(settings.Mails, TimeSpan.FromHours(1));
    private readonly PartitionedRateLimiter<string> _uploads = PerKey(settings.Uploads, TimeSpan.FromHours(1));
    private readonly PartitionedRateLimiter<string> _uploading = PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetConcurrencyLimiter(key, _ => new ConcurrencyLimiterOptions { PermitLimit = OwnUploads, QueueLimit = 0 }));

    /// <summary>Whether this address may try this account once more.</summary>
    public bool AllowsSignIn(HttpContext context, string? account)
    {
        var address = Address(context);
        return Takes(_signInAddresses, address) && Takes(_signIns, $"{address} {EmailAddress.Clean(account).ToUpperInvariant()}");
    }

    /// <summary>Whether this address may have another mail sent to somebody.</summary>
    public bool AllowsMail(HttpContext context) => Takes(_mails, Address(context));

    /// <summary>Lets the person send one more file, until the answer is disposed; null where there were too many.</summary>
    public IDisposable? BeginUpload(Guid personId)
    {
        var key = personId.ToString("D");
        var lease = _uploading.AttemptAcquire(key);
        if (lease.IsAcquired && Takes(_uploads, key)) return lease;
        lease.Dispose();
        return null;
    }

    /// <summary>The limit over all requests: one bucket a person, or an address where nobody is signed in.</summary>
    public static PartitionedRateLimiter<HttpContext> OfRequests(RateLimitSettings settings) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
        {
            var person = context.User.FindFirstValue(ClaimTypes.NameIdentifier);
            return person is null
                ? Bucket($"address {Address(context)}", settings.Anonymous, Minute)
                : Bucket($"person {person}", settings.Person, Minute);
        });

    private static PartitionedRateLimiter<string> PerKey(int limit, TimeSpan period) =>
        PartitionedRateLimiter.Create<string, string>(key => Bucket(key, limit, period));

    // The whole of a period may be used at once; it comes back steadily, in a tenth of the period each.
    private static RateLimitPartition<string> Bucket(string key, int limit, TimeSpan period) => limit == 0
        ? RateLimitPartition.GetNoLimiter(key)
        : RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = limit,
            TokensPerPeriod = Math.Max(1, limit / 10),
            ReplenishmentPeriod = limit < 10 ? period / limit : period / 10,
            AutoReplenishment = true,
            QueueLimit = 0,
        });

    private static bool Takes(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    /// <summary>An IPv6 subscriber holds a whole /64: single addresses of it are no different people.</summary>
    private static string Address(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address) return "none";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return bytes.Length == 4 ? address.ToString() : Convert.ToHexString(bytes.AsSpan(0, 8));
    }

    public void Dispose()
    {
        _signIns.Dispose();
        _signInAddresses.Dispose();
        _mails.Dispose();
        _uploads.Dispose();
        _uploading.Dispose();
    }
}

internal static class RateLimitRegistration
{
    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = RateLimitSettings.From(configuration);
        services.AddSingleton(settings);
        services.AddSingleton<RateLimits>();
        return services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = RateLimits.OfRequests(settings);
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (context, _) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(6);
                context.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
        });
    }
}
