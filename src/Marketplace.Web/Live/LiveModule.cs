using System.Text.Encodings.Web;
using Marketplace.Events;
using Marketplace.Kernel;
using Microsoft.AspNetCore.SignalR;
using StackExchange.Redis;

namespace Marketplace.Web.Live;

/// <summary>The live door: the hub, who may hear what, and the subscriber that pushes.</summary>
public static class LiveModule
{
    /// <summary>A connection that does not take its messages for this long is closed; its page comes back and catches up.</summary>
    public static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Bytes of one call from a page: the longest is a list of stream names.</summary>
    private const int MaxCall = 4 * 1024;

    public static IServiceCollection AddLive(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<LiveConnections>();
        services.AddScoped<StreamAccess>();
        services.AddListener<AccessWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<AccessWatch>());
        services.AddSubscriber<LivePusher>("live");
        services.AddSingleton<LiveErrors>();
        services.AddLogging(log => log.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None));
        var signalR = services.AddSignalR(options =>
            {
                options.MaximumReceiveMessageSize = MaxCall;
                options.AddFilter<LiveErrors>();
            })
            .AddJsonProtocol(json => json.PayloadSerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        if (configuration["Redis:ConnectionString"] is { Length: > 0 } redis) AddBackplane(signalR, Readable(redis));
        return services;
    }

    public static void MapLive(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapHub<LiveHub>(LiveHub.Path, options =>
        {
            options.TransportSendTimeout = SendTimeout;
            options.CloseOnAuthenticationExpiration = true;
        }).RequireOwnOrigin();

    private static void AddBackplane(ISignalRServerBuilder signalR, ConfigurationOptions backplane) =>
        signalR.AddStackExchangeRedis(options =>
        {
            options.Configuration = backplane;
            options.Configuration.ChannelPrefix = RedisChannel.Literal("marketplace");
            // Pages work without the backplane and catch up when it is back; it must not stop the start.
            options.Configuration.AbortOnConnectFail = false;
        });

    // The value is not repeated: it may hold a password.
    private static ConfigurationOptions Readable(string connection)
    {
        try
        {
            return ConfigurationOptions.Parse(connection) is { EndPoints.Count: > 0 } backplane ? backplane : throw new SettingException("Redis:ConnectionString", "names no server");
        }
        catch (ArgumentException)
        {
            throw new SettingException("Redis:ConnectionString", "cannot be read; it must be like host:6379,password=…");
        }
    }
}
