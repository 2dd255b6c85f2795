using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Marketplace.Web.Security;

/// <summary>A page on which people change how they sign in asks for a sign-in of the last half hour; an older session proves itself again first.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FreshSignInAttribute : Attribute, IAsyncPageFilter
{
    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (await context.HttpContext.RequestServices.GetRequiredService<Sessions>().IsFresh(context.HttpContext)) await next();
        else context.Result = new LocalRedirectResult($"/account/sign-in?again=true&returnUrl={Uri.EscapeDataString(request.Path)}");
    }

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;
}
