namespace Marketplace.Contracts.Papers;

/// <summary>Kinds of technology contracts as they are registered: development, transfer, licence, consulting, service (Civil Code, book three, chapter 20).</summary>
public enum TechnicalKind { Development = 1, Transfer, Licence, Consulting, Service }
