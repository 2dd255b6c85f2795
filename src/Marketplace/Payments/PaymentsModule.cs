using Marketplace.Payments.Rails.Stripe;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marketplace.Payments;

/// <summary>
/// How money comes in and goes out: the receiving account and the reference of a bank transfer, limits and fee, and the rails that a
/// provider runs, with their operations and notices. What is booked for them, contracts say.
/// </summary>
public static class PaymentsModule
{
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(PaymentSettings.From(configuration));
        services.AddSingleton(provider => StripeSettings.From(configuration, provider.GetService<IHostEnvironment>()?.IsProduction() == true));
        services.AddSingleton<StripeWebhook>();
        services.AddSingleton<CardRail>();
        services.AddScoped<TakeNotice>();
        return services;
    }
}
