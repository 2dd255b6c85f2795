using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class DirectedAward : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "DirectedReason",
                table: "Challenges",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<List<Guid>>(
                name: "InvitedIds",
                table: "Challenges",
                type: "uuid[]",
                nullable: false,
                defaultValueSql: "'{}'");

            // Until now a directed challenge was open to all, and those under way stay so: 1 is a single award, 3 a directed one.
            // Drafts (1) and returned ones (3) are completed by their publishers; records from elsewhere (12) keep what their source says.
            migrationBuilder.Sql("UPDATE \"Challenges\" SET \"Mode\" = 1 WHERE \"Mode\" = 3 AND \"Status\" NOT IN (1, 3, 12)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "DirectedReason",
                table: "Challenges");

            migrationBuilder.DropColumn(
                name: "InvitedIds",
                table: "Challenges");
        }
    }
}
