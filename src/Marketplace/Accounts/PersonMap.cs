using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Accounts;

internal sealed class PersonMap : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.Property(p => p.DisplayName).HasMaxLength(Person.NameLength);
        person.Property(p => p.Culture).HasMaxLength(10);
        person.HasIndex(p => p.NormalizedEmail).HasDatabaseName("EmailIndex").IsUnique();
        person.HasIndex(p => p.RegisteredAt);
    }
}
