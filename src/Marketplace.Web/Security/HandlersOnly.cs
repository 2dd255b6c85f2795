using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Marketplace.Web.Security;

/// <summary>
/// A page without a handler for what was asked would be shown all the same, with a model that nobody filled. Methods that it does not
/// take are 405 instead, and a handler that it does not have is 404. A page of its own for a refused request takes every method.
/// </summary>
public sealed class HandlersOnly : IPageFilter
{
    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod is not null || context.HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null) return;
        if (context.HttpContext.Features.Get<IExceptionHandlerFeature>() is not null) return;
        var (request, methods) = (context.HttpContext.Request, context.ActionDescriptor.HandlerMethods);
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        // Many pages need no handler to be read.
        if (isRead && !request.Query.ContainsKey("handler")) return;
        if (isRead || methods.Any(m => HttpMethods.Equals(m.HttpMethod, request.Method)))
        {
            context.Result = new NotFoundResult();
            return;
        }

        context.HttpContext.Response.Headers.Allow = string.Join(", ", methods.Select(m => m.HttpMethod.ToUpperInvariant()).Append("GET").Append("HEAD").Distinct().Order(StringComparer.Ordinal));
        context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
    }

    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
