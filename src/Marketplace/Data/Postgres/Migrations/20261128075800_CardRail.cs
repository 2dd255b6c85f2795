using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Marketplace.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class CardRail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "CardDisputes",
                columns: table => new
                {
                    Id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    BountyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Payment = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    Reason = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    OpenedAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    DecidedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CardDisputes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Payees",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Rail = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Account = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    State = table.Column<int>(type: "integer", nullable: false),
                    BegunAt = table.Column<long>(type: "bigint", nullable: false),
                    AskedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Payees", x => new { x.Rail, x.OrganisationId });
                });

            migrationBuilder.CreateTable(
                name: "PaymentOps",
                columns: table => new
                {
                    Id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Rail = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    BountyId = table.Column<Guid>(type: "uuid", nullable: false),
                    MilestoneId = table.Column<Guid>(type: "uuid", nullable: true),
                    PayoutId = table.Column<Guid>(type: "uuid", nullable: true),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false),
                    PlannedAt = table.Column<long>(type: "bigint", nullable: false),
                    PlannedById = table.Column<Guid>(type: "uuid", nullable: true),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Attempt = table.Column<int>(type: "integer", nullable: false),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    FirstTriedAt = table.Column<long>(type: "bigint", nullable: true),
                    DueAt = table.Column<long>(type: "bigint", nullable: false),
                    LeasedUntil = table.Column<long>(type: "bigint", nullable: true),
                    ExternalId = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    PaymentId = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    PaidAs = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    ChargeId = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    HeldMinor = table.Column<long>(type: "bigint", nullable: false),
                    SuspenseMinor = table.Column<long>(type: "bigint", nullable: false),
                    SuspenseCurrency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    LastError = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    DoneAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentOps", x => x.Id);
                    table.CheckConstraint("CK_PaymentOps_Amount", "\"AmountMinor\" > 0 AND \"HeldMinor\" >= 0 AND \"SuspenseMinor\" >= 0");
                });

            migrationBuilder.CreateTable(
                name: "RailNotices",
                columns: table => new
                {
                    Rail = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    Type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ObjectId = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    Account = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    HappenedAt = table.Column<long>(type: "bigint", nullable: false),
                    ReceivedAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    DueAt = table.Column<long>(type: "bigint", nullable: false),
                    LastError = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RailNotices", x => new { x.Rail, x.Id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_CardDisputes_BountyId_State",
                table: "CardDisputes",
                columns: new[] { "BountyId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Payees_Account",
                table: "Payees",
                column: "Account",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaymentOps_BountyId",
                table: "PaymentOps",
                column: "BountyId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentOps_ExternalId",
                table: "PaymentOps",
                column: "ExternalId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaymentOps_OnlyOnePayout",
                table: "PaymentOps",
                column: "MilestoneId",
                unique: true,
                filter: "\"Kind\" = 2 AND \"State\" <> 5");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentOps_PaidAs",
                table: "PaymentOps",
                column: "PaidAs",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaymentOps_State_DueAt",
                table: "PaymentOps",
                columns: new[] { "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_RailNotices_HappenedAt",
                table: "RailNotices",
                column: "HappenedAt");

            migrationBuilder.CreateIndex(
                name: "IX_RailNotices_State_DueAt",
                table: "RailNotices",
                columns: new[] { "State", "DueAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CardDisputes");

            migrationBuilder.DropTable(
                name: "Payees");

            migrationBuilder.DropTable(
                name: "PaymentOps");

            migrationBuilder.DropTable(
                name: "RailNotices");
        }
    }
}
